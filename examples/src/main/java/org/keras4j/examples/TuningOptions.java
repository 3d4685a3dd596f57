package org.keras4j.examples;

import java.nio.file.Path;
import org.keras4j.Model;
import org.keras4j.examples.support.Data;
import org.keras4j.examples.support.ExampleArguments;
import org.keras4j.examples.support.ModelFile;
import org.keras4j.examples.support.OutputFolder;
import org.keras4j.tuner.MedianPruner;
import org.keras4j.tuner.Tuner;

/**
 * What a person asks of a search.
 *
 * @param example its name
 * @param full whether it is the whole experiment
 * @param size how many images
 * @param epochs how many at most for a model
 * @param trials how many models
 * @param data the name of the data set
 * @param orDigits whether generated digits do, too, where it is not available
 * @param resume whether an interrupted search goes on
 * @param prune whether trainings that look hopeless are stopped
 * @param bfloat16 whether layers compute in bfloat16
 * @param likeKerasTuner whether it tries what KerasTuner would, repetitions included
 * @param seed for {@code Keras.setRandomSeed}
 * @param folder where the tuner leaves its trials
 * @param output the same folder, for pictures
 */
record TuningOptions(
    String example,
    boolean full,
    Data.Size size,
    int epochs,
    int trials,
    String data,
    boolean orDigits,
    boolean resume,
    boolean prune,
    boolean bfloat16,
    boolean likeKerasTuner,
    long seed,
    String folder,
    OutputFolder output) {

  private static final String WHOLE =
      """
      This is the whole experiment: if no other option asks for less, 50,000 images and up to 100
      epochs for each factor, about an hour on two cores. If it is interrupted, --full --resume
      goes on behind the last factor that was finished.""";

  /** Generated digits differ less than written ones: so many show all that more would. */
  private static final int ENOUGH_DIGITS = 1_500;

  /** Reads the words after the example's name; images and epochs are those of the small search. */
  static TuningOptions parse(String example, String data, int images, int epochs, String[] args) {
    var given = new ExampleArguments(example, args);
    boolean full = given.flag("--full");
    String dataset = given.dataset(data);
    boolean orDigits = !full && !given.hasChosenDataset();
    int few = dataset.equals("digits") ? Math.min(images, ENOUGH_DIGITS) : images;
    var size = Data.Size.of(given.count("--images", full ? Data.Size.FULL.train() : few));
    int most = given.count("--epochs", full ? 100 : epochs);
    int trials = given.count("--trials", full ? 10 : 3);
    boolean resume = given.flag("--resume");
    boolean prune = given.flag("--prune");
    boolean bfloat16 = given.flag("--bfloat16");
    boolean likeKerasTuner = given.flag("--like-keras-tuner");
    long seed = given.seed();
    String folder = given.output();
    given.finish();
    return new TuningOptions(
        example,
        full,
        size,
        most,
        trials,
        dataset,
        orDigits,
        resume,
        prune,
        bfloat16,
        likeKerasTuner,
        seed,
        folder,
        OutputFolder.at(folder));
  }

  /** Prints what the reader will learn and how much is searched: of the small search its text. */
  void introduce(String aims, String small) {
    System.out.println(aims);
    System.out.println(full ? WHOLE : small);
    System.out.println();
  }

  /**
   * Lets a search stop hopeless trainings if it shall: with few trials the median of two must do.
   */
  void prune(Tuner<?> tuner) {
    if (prune) {
      tuner.pruner(new MedianPruner().startupTrials(2).warmupEpochs(1));
    }
  }

  /** Returns in which precision layers compute. */
  String dtypePolicy() {
    return bfloat16 ? "mixed_bfloat16" : "float32";
  }

  /** Returns the images. */
  Data load() {
    return Data.load(data, size, orDigits);
  }

  /** Returns the pictures of the search, to be drawn. */
  TuningPictures pictures(Data of) {
    return new TuningPictures(example, output, of);
  }

  /** Keeps the best model, and says how to try it. */
  void keep(Model best, Data of) {
    Path file = output.file(example + ".keras");
    ModelFile.save(file, best, of);
    System.out.println("Try it on a page: ./keras4j example serve --model " + file);
  }
}
