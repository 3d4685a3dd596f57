package org.keras4j.examples.support;

/**
 * What a lesson is about and how long it takes: the beginning of an example.
 *
 * <p>By default 2,000 images to train and as many each to validate and to test, 10 epochs; with
 * {@code --full} the 50,000, 10,000 and 10,000 images and the epochs of the course: 10, on
 * Fashion-MNIST 20.
 */
public final class Plan {

  final String name;
  String title = "";
  String aims = "";
  int images = 2_000;
  int epochs = 10;
  int fullEpochs;
  boolean rates;

  private Plan(String name) {
    this.name = name;
  }

  /** Starts the plan of the example with this name. */
  public static Plan of(String name) {
    return new Plan(name);
  }

  /** Sets the heading, and what the reader will learn. */
  public Plan teaches(String heading, String what) {
    title = heading;
    aims = what;
    return this;
  }

  /** Sets how many images are learned from without {@code --full}. */
  public Plan images(int count) {
    images = count;
    return this;
  }

  /** Sets how many epochs there are without {@code --full}. */
  public Plan epochs(int count) {
    epochs = count;
    return this;
  }

  /** Sets how many epochs there are with {@code --full}. */
  public Plan fullEpochs(int count) {
    fullEpochs = count;
    return this;
  }

  /** Adds the learning rate to the picture. */
  public Plan drawsLearningRate() {
    rates = true;
    return this;
  }

  int fullEpochs(String dataset) {
    if (fullEpochs > 0) {
      return fullEpochs;
    }
    return dataset.equals("fashion-mnist") ? 20 : 10;
  }

  /**
   * Reads the options, says what the lesson is about, and loads the data.
   *
   * @param args {@code --data mnist|fashion-mnist|digits}, {@code --full}, {@code --images N},
   *     {@code --epochs N}, {@code --seed S}, {@code --output FOLDER}, {@code --verbose}
   * @throws UsageException if an option is unknown or wrong
   * @throws FailedException if the folder cannot be written into
   */
  public Lesson begin(String... args) {
    return new Lesson(this, new LessonOptions(this, args));
  }
}
