package org.keras4j.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** What pictures show, where it can be told from pixels or figures. */
class PicturesTest {

  private static final NDArray TRUTH = NDArray.of(new float[][] {{1, 0}, {1, 0}, {0, 1}});
  private static final NDArray PREDICTED =
      NDArray.of(new float[][] {{0.8f, 0.2f}, {0.3f, 0.7f}, {0.1f, 0.9f}});

  @Test
  void theConfusionMatrixCountsByTrueClass() {
    var matrix = new ConfusionMatrix(TRUTH, PREDICTED, List.of("a", "b"));
    assertEquals(1, matrix.count(0, 0));
    assertEquals(1, matrix.count(0, 1));
    assertEquals(0, matrix.count(1, 0));
    assertEquals(1, matrix.count(1, 1));
    assertTrue(matrix.draw("title").getWidth() > 100);
  }

  @Test
  void mistakesAreDrawnEvenIfThereAreNone() {
    NDArray images = NDArray.zeros(3, 28, 28, 1);
    var some = new WorstMistakes(images, TRUTH, PREDICTED, List.of("a", "b"), 5).draw("title");
    var none = new WorstMistakes(images, TRUTH, TRUTH, List.of("a", "b"), 5).draw("title");
    assertEquals(some.getHeight(), none.getHeight());
  }

  @Test
  void fewColorsKeepThePixelsOfAPictureWithFewColors() {
    var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0072b2);
    image.setRGB(1, 0, 0xffffffff);
    BufferedImage few = FewColors.of(image);
    assertEquals(0xff0072b2, few.getRGB(0, 0));
    assertEquals(0xffffffff, few.getRGB(1, 0));
    assertEquals(0xff000000, few.getRGB(2, 0));
  }

  @Test
  void manyColorsBecomeNearOnes() {
    var image = new BufferedImage(100, 10, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1000; i++) {
      image.setRGB(i % 100, i / 100, 0xff000000 | i * 16_000);
    }
    image.setRGB(0, 0, 0xffffffff);
    BufferedImage few = FewColors.of(image);
    int seen = few.getRGB(50, 5) & 255;
    assertTrue(Math.abs(seen - (image.getRGB(50, 5) & 255)) < 80, "" + seen);
  }

  @Test
  void anImageIsDrawnFromBlackToWhite() {
    var gallery = new Gallery("title");
    gallery.row("row", List.of(NDArray.full(DType.FLOAT32, 1.0, 2, 2, 1)), 1);
    BufferedImage picture = gallery.draw();
    assertEquals(0xffffffff, picture.getRGB(picture.getWidth() / 2, 44 + 32));
  }

  @Test
  void learningRatesAreWrittenShort() {
    assertEquals("0", LearningCurves.rate(0));
    assertEquals("0.005", LearningCurves.rate(0.005));
    assertEquals("0.001", LearningCurves.rate(0.001));
    assertEquals("1.4e-4", LearningCurves.rate(0.00014));
    assertEquals("1e-4", LearningCurves.rate(0.0001));
    assertEquals("0.03", LearningCurves.rate(0.030000000000000002));
  }

  @Test
  void aJavaWithoutFontsIsToldWhatToInstall() {
    var e =
        assertThrows(
            NoPictureException.class,
            () ->
                Text.require(
                    () -> {
                      throw new Error("Probable fatal error: No physical fonts found.");
                    }));
    assertTrue(e.getMessage().contains("install fontconfig"), e::getMessage);
  }
}
