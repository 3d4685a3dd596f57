package org.keras4j.examples.support;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.keras4j.Keras;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.pictures.Curve;
import org.keras4j.examples.pictures.LearningCurves;
import org.keras4j.layers.Layer;

/**
 * What surrounds the models of an example: data, the table of accuracies and the picture. Rows and
 * pictures are there as soon as a training has ended, so that an interrupted run leaves what is
 * finished.
 */
public final class Lesson {

  private final LessonOptions options;
  private final Data data;
  private final String title;
  private final boolean rates;
  private final AccuracyTable table;
  private final PictureFile picture;
  private final LayerGallery gallery;
  private final List<Curve> curves = new ArrayList<>();
  private boolean drawsCurves = true;
  private long start;

  Lesson(Plan plan, LessonOptions options) {
    this.options = options;
    System.out.println(plan.aims);
    Keras.setRandomSeed(options.seed);
    data = Data.load(options.dataset, Data.Size.of(options.images), options.orDigits);
    System.out.printf(
        Locale.ROOT,
        "%s: %d images to train, %d to validate, %d to test; up to %d epochs; seed %d.%n%n",
        data.title(),
        data.xTrain().length(),
        data.xVal().length(),
        data.xTest().length(),
        options.epochs,
        options.seed);
    title = plan.title + ", " + data.title();
    rates = plan.rates;
    table = new AccuracyTable(data);
    picture = new PictureFile(options.output.file(plan.name + ".png"));
    gallery = new LayerGallery(title, data);
    // So that loading TensorFlow does not count as the first model's time.
    new Rescaling(1).apply(data.xTest().slice(0, 1));
    start = System.nanoTime();
  }

  /** Returns the images and their classes. */
  public Data data() {
    return data;
  }

  /** Returns the name that {@code --data} has. */
  public String dataset() {
    return options.dataset;
  }

  /** Returns whether everything is to be as in the course. */
  public boolean isFull() {
    return options.full;
  }

  /** Returns how many epochs to train, at most. */
  public int epochs() {
    return options.epochs;
  }

  /** Returns the number to begin random choices with. */
  public long seed() {
    return options.seed;
  }

  /** Returns what fit is to print: nothing, or with {@code --verbose} a line an epoch. */
  public int verbose() {
    return options.verbose ? 2 : 0;
  }

  /** Returns the place of a further file of this lesson. */
  public Path file(String name) {
    return options.output.file(name);
  }

  /** Prints a row of the table and draws the learning curves, unless there is another picture. */
  public void finished(Result result) {
    table.print(result, (System.nanoTime() - start) / 1e9);
    curves.add(Curves.of(result));
    if (drawsCurves) {
      picture.draw(() -> new LearningCurves(title, curves, rates).draw());
    }
    start = System.nanoTime();
  }

  /** Draws one image as it is and as a random layer changes it, several times. */
  public void show(String label, Layer layer) {
    gallery.random(label, layer);
    picture(gallery::draw);
  }

  /**
   * Draws several images as a layer changes them.
   *
   * @param white the value that is drawn white
   */
  public void showSeveral(String label, Layer layer, double white) {
    gallery.several(label, layer, white);
    picture(gallery::draw);
  }

  /** Draws all images of the gallery with pixels of one size. */
  public void showsSizes() {
    gallery.actualSize();
  }

  /** Draws a picture in place of the learning curves. */
  public void picture(Supplier<BufferedImage> drawing) {
    drawsCurves = false;
    picture.draw(drawing);
  }

  /** Says where the picture is. */
  public void end() {
    System.out.println();
    picture.announce();
    picture.check();
  }
}
