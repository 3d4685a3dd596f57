package org.keras4j.examples.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.examples.pictures.Png;

/**
 * Digits are drawn in a browser and recognised: with {@code -Dbrowser=chromium}. The model is
 * trained on MNIST, unless {@code -Dmodel=FILE} gives one; {@code -Dscreenshots=FOLDER} keeps what
 * is seen.
 */
@EnabledIfSystemProperty(named = "browser", matches = ".+")
class BrowserTest {

  private static final String LABEL = "document.getElementById('label').textContent";
  private static final String QUIET = "!busy && !again && !scheduled";
  private static final UnaryOperator<double[]> PLAIN = Handwriting.HANDS.get(0);

  private static Serve service;
  private static Chromium browser;

  @BeforeAll
  static void start(@TempDir Path models, @TempDir Path profile) throws Exception {
    String model = System.getProperty("model");
    service =
        model == null
            ? Serve.start("--port", "0", "--data", "mnist", "--output", models.toString())
            : Serve.start("--port", "0", "--model", model);
    browser = new Chromium(System.getProperty("browser"), profile);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (service != null) {
      service.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    show(960, 700, false, false);
  }

  private static void show(int width, int height, boolean phone, boolean dark) throws Exception {
    browser.window(width, height, phone, dark);
    browser.call("Page.navigate", Map.of("url", service.page().toString()));
    browser.until("typeof model == 'object' && model != null && bars.length == 10");
  }

  @AfterEach
  void nothingWasRefused() {
    assertEquals(List.of(), browser.complaints());
  }

  /** Returns a point of the drawing area in the window. */
  private static double[] place(double[] point) throws Exception {
    JsonNode pad = browser.value("(r => [r.left, r.top, r.width])(pad.getBoundingClientRect())");
    double side = pad.get(2).asDouble();
    return new double[] {
      pad.get(0).asDouble() + point[0] * side, pad.get(1).asDouble() + point[1] * side
    };
  }

  /** Draws with the mouse and returns the answers on the way. */
  private static Set<String> draw(List<List<double[]>> strokes) throws Exception {
    Set<String> answers = new LinkedHashSet<>();
    for (List<double[]> stroke : strokes) {
      String type = "mousePressed";
      for (double[] point : stroke) {
        double[] at = place(point);
        browser.mouse(type, at[0], at[1]);
        type = "mouseMoved";
        browser.until(QUIET);
        answers.add(
            browser.value(LABEL + " + ' ' + bars.map(b => b.percent.textContent)").asText());
      }
      double[] end = place(stroke.get(stroke.size() - 1));
      browser.mouse("mouseReleased", end[0], end[1]);
    }
    return answers;
  }

  private static String answer() throws Exception {
    browser.until(QUIET + " && " + LABEL + " != '' && document.getAnimations().length == 0");
    return browser.value(LABEL).asText();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void aDigitIsRecognisedWhileItIsDrawn(int digit) throws Exception {
    // Answers as they were before the button was released for the last time.
    Set<String> answers = draw(Handwriting.of(digit, PLAIN));

    assertEquals(Integer.toString(digit), answer());
    assertTrue(answers.size() > 10, "answers on the way: " + answers);
    browser.until("document.getElementById('spoken').textContent.endsWith('" + digit + "')");
    keep("serve-" + digit + ".png");
  }

  @Test
  void theDigitChangesWhileAnEightIsDrawn() throws Exception {
    Set<String> labels = new LinkedHashSet<>();
    for (String answer : draw(Handwriting.of(8, PLAIN))) {
      labels.add(answer.split(" ", 2)[0]);
    }
    assertTrue(labels.size() > 1, labels.toString());
    assertEquals("8", answer());
  }

  /** The picture of the documentation: most of a three, of which the model is not sure yet. */
  @Test
  void anAnswerIsThereBeforeTheDigitIs() throws Exception {
    show(800, 600, false, false);
    List<List<double[]>> strokes = Handwriting.of(3, PLAIN);
    draw(List.of(strokes.get(0), strokes.get(1).subList(0, 15)));
    answer();
    keep("serve.png");
  }

  @Test
  void nearlyAllDigitsOfAllHandsAreRecognised() throws Exception {
    List<String> wrong = new ArrayList<>();
    int drawn = 0;
    for (int hand = 0; hand < Handwriting.HANDS.size(); hand++) {
      for (int digit = 0; digit < 10; digit++) {
        browser.key("Escape", 27);
        browser.until(QUIET + " && " + LABEL + " == ''");
        draw(Handwriting.of(digit, Handwriting.HANDS.get(hand)));
        String answer = answer();
        drawn++;
        if (!answer.equals(Integer.toString(digit))) {
          wrong.add(digit + " of hand " + hand + " taken for " + answer);
        }
      }
    }
    System.out.println((drawn - wrong.size()) + " of " + drawn + " digits are right; " + wrong);
    assertTrue(wrong.size() <= drawn / 10, wrong.toString());
  }

  @Test
  void aFingerDrawsOnAPhone() throws Exception {
    show(360, 800, true, true);
    assertTrue(browser.value("document.documentElement.scrollWidth <= innerWidth").asBoolean());
    for (List<double[]> stroke : Handwriting.of(7, PLAIN)) {
      String type = "touchStart";
      for (double[] point : stroke) {
        browser.touch(type, place(point));
        type = "touchMove";
      }
      browser.touch("touchEnd");
    }
    assertEquals("7", answer());
    assertEquals(0, browser.value("scrollY").asInt());
    keep("serve-phone.png");
  }

  @Test
  void theKeyboardDraws() throws Exception {
    browser.value("pad.focus()");
    for (int i = 0; i < 8; i++) {
      browser.key("ArrowUp", 38);
    }
    browser.key(" ", 32);
    for (int i = 0; i < 16; i++) {
      browser.key("ArrowDown", 40);
    }
    browser.key(" ", 32);
    assertEquals("1", answer());
  }

  @Test
  void aDotIsDrawn() throws Exception {
    draw(List.of(List.of(new double[] {.5, .5})));
    answer();
    String center = "small.getImageData(14, 14, 1, 1).data[0]";
    assertTrue(browser.value(center).asInt() > 128, "the middle of the image is black");
  }

  @Test
  void undoAndClearTakeStrokesBack() throws Exception {
    draw(Handwriting.of(4, PLAIN));
    assertEquals("4", answer());
    browser.value("document.getElementById('undo').click()");
    browser.until(QUIET + " && strokes.length == 2");
    browser.value("document.getElementById('clear').click()");
    browser.until(QUIET + " && " + LABEL + " == '' && document.getElementById('undo').disabled");
  }

  private static void keep(String name) throws Exception {
    String folder = System.getProperty("screenshots");
    if (folder != null) {
      var image = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
      Png.write(Path.of(folder).toAbsolutePath().resolve(name), () -> image);
    }
  }
}
