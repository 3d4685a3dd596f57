package org.keras4j.examples;

import org.keras4j.examples.support.Arguments;
import org.keras4j.examples.support.Data;
import org.keras4j.examples.support.OutputFolder;

/**
 * What a person asks of a search.
 *
 * @param example its name
 * @param full whether it is the whole experiment
 * @param size how many images
 * @param epochs how many at most for a model
 * @param trials how many models
 * @param data the name of the data set
 * @param resume whether an interrupted search goes on
 * @param seed for {@code Keras.setRandomSeed}
 * @param folder where results are left
 */
record TuningOptions(
    String example,
    boolean full,
    Data.Size size,
    int epochs,
    int trials,
    String data,
    boolean resume,
    long seed,
    String folder) {

  /** Reads the words after the example's name; images and epochs are those of the small search. */
  static TuningOptions parse(String example, String data, int images, int epochs, String[] args) {
    var given = new Arguments(example, args);
    boolean full = given.flag("--full");
    var options =
        new TuningOptions(
            example,
            full,
            Data.Size.of(given.count("--images", full ? 50_000 : images)),
            given.count("--epochs", full ? 100 : epochs),
            given.count("--trials", full ? 10 : 3),
            given.dataset(data),
            given.flag("--resume"),
            given.seed(),
            given.output());
    given.finish();
    OutputFolder.at(options.folder());
    return options;
  }

  /** Returns the pictures of the search, to be drawn. */
  TuningPictures pictures(Data of) {
    return new TuningPictures(example, OutputFolder.at(folder), of);
  }
}
