package org.keras4j.examples.support;

/** What a person has chosen for a lesson. */
final class LessonOptions {

  final boolean full;
  final String dataset;
  final boolean orDigits;
  final int images;
  final int epochs;
  final long seed;
  final boolean verbose;
  final OutputFolder output;

  LessonOptions(Plan plan, String[] args) {
    var options = new ExampleArguments(plan.name, args);
    full = options.flag("--full");
    dataset = options.dataset("mnist");
    orDigits = !full && !options.hasChosenDataset();
    images = options.count("--images", full ? Data.Size.FULL.train() : plan.images);
    epochs = options.count("--epochs", full ? plan.fullEpochs(dataset) : plan.epochs);
    seed = options.seed();
    verbose = options.flag("--verbose");
    String folder = options.output();
    options.finish();
    output = OutputFolder.at(folder);
  }
}
