package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.MedianPruner;
import org.keras4j.tuner.TrialRecord;

/**
 * Searches on a part of MNIST as the example {@code mnist-tuning} does, with and without stopping
 * hopeless trainings, in turn: {@code Pruning [IMAGES] [EPOCHS] [TRIALS] [SEEDS]}, by default 3,000
 * images, 12 epochs, 6 trials and 3 seeds.
 */
public final class Pruning {
  private static final double PERCENT = 100;

  private final NDArray x;
  private final NDArray y;
  private final NDArray xVal;
  private final NDArray yVal;
  private final int epochs;
  private final int trials;

  private Pruning(Images data, int images, int epochs, int trials) {
    // As many as are trained with, from the other end, validate.
    int all = (int) data.x().shape().get(0);
    int from = all - Math.min(images, all - images);
    x = data.x().slice(0, images);
    y = data.y().slice(0, images);
    xVal = data.x().slice(from);
    yVal = data.y().slice(from);
    this.epochs = epochs;
    this.trials = trials;
  }

  /** What a search came to. */
  private record Outcome(double seconds, long epochs, double best, long pruned) {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException {
    int images = number(args, 0, 3000);
    Pruning searches =
        new Pruning(Images.read(Images.file()), images, number(args, 1, 12), number(args, 2, 6));
    System.out.println("| seed | pruner | s | epochs | stopped trials | best val_accuracy, % |");
    System.out.println("|---|---|---|---|---|---|");
    List<Outcome> whole = new ArrayList<>();
    List<Outcome> pruned = new ArrayList<>();
    for (int seed = 1; seed <= number(args, 3, 3); seed++) {
      whole.add(searches.print(seed, false));
      pruned.add(searches.print(seed, true));
    }
    System.out.printf(
        Locale.ROOT,
        "%nOf the time %.2f, of the epochs %.2f; the best score is %.2f points lower in the mean.%n",
        sum(pruned, Outcome::seconds) / sum(whole, Outcome::seconds),
        sum(pruned, Outcome::epochs) / sum(whole, Outcome::epochs),
        PERCENT * (sum(whole, Outcome::best) - sum(pruned, Outcome::best)) / whole.size());
  }

  private static double sum(
      List<Outcome> outcomes, java.util.function.ToDoubleFunction<Outcome> figure) {
    return outcomes.stream().mapToDouble(figure).sum();
  }

  private static int number(String[] args, int i, int byDefault) {
    return args.length > i ? Integer.parseInt(args[i]) : byDefault;
  }

  private Outcome print(int seed, boolean prune) throws IOException {
    Path folder = Files.createTempDirectory("keras4j-pruning");
    BayesianOptimization tuner =
        new BayesianOptimization(Networks::tuned)
            .objective("val_accuracy")
            .maxTrials(trials)
            .seed(seed)
            .keepBest(1)
            .silent(true)
            .directory(folder);
    if (prune) {
      tuner.pruner(new MedianPruner().startupTrials(2).warmupEpochs(1));
    }
    long start = System.nanoTime();
    tuner.search(x, y, o -> o.batchSize(256).epochs(epochs).verbose(0).validationData(xVal, yVal));
    double seconds = (System.nanoTime() - start) / 1e9;
    List<TrialRecord> records = tuner.record().trials();
    Outcome outcome =
        new Outcome(
            seconds,
            records.stream().flatMap(t -> t.executions().stream()).mapToLong(List::size).sum(),
            Objects.requireNonNull(tuner.results(1).get(0).score()),
            records.stream().filter(TrialRecord::pruned).count());
    System.out.printf(
        Locale.ROOT,
        "| %d | %s | %.1f | %d | %d | %.2f |%n",
        seed,
        prune ? "median" : "–",
        outcome.seconds(),
        outcome.epochs(),
        outcome.pruned(),
        PERCENT * outcome.best());
    WorkFolder.delete(folder);
    return outcome;
  }
}
