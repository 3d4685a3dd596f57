package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;

/**
 * Compares training with the plain loop within one process, a tenth of an epoch of either in turn:
 * {@code Interleaved [ROUNDS]}. On a machine that others use too, times of processes differ more
 * from one minute to the next than the two do; here both meet the same disturbances.
 */
public final class Interleaved {

  private Interleaved() {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    Images images = Images.read(Images.file());
    System.out.println("| row | Keras4J, ms/step (quartiles) | plain | ours : plain | rounds |");
    System.out.println("|---|---|---|---|---|");
    for (String name : List.of("mlp16", "mlp256", "cnn256", "cnnaug256")) {
      run(name, images, name.startsWith("cnn") ? Math.max(1, rounds / 5) : rounds);
    }
    System.out.println("\nOn " + Machine.describe() + ", " + Machine.javaVersions() + ".");
  }

  private static void run(String name, Images images, int rounds) {
    TrainingSize size = TrainingSize.of(name);
    int chunk = Math.max(2, size.steps() / 10);
    // The library first: it loads TensorFlow with the kernels it chooses.
    try (Sequential m = Networks.of(name);
        Turns turns = new Turns(name, images, chunk, rounds)) {
      m.fit(
          images.x().slice(0, size.images()),
          images.y().slice(0, size.images()),
          o -> o.batchSize(size.batch()).epochs(Integer.MAX_VALUE).verbose(0).callbacks(turns));
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.3f | %d |%n",
          name,
          quartiles(turns.ours),
          quartiles(turns.plain),
          quantile(turns.ours, .5) / quantile(turns.plain, .5),
          turns.ours.size());
    }
  }

  private static String quartiles(List<Double> seconds) {
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f–%.3f)",
        1e3 * quantile(seconds, .5),
        1e3 * quantile(seconds, .25),
        1e3 * quantile(seconds, .75));
  }

  private static double quantile(List<Double> seconds, double share) {
    return Figures.quantile(seconds.stream().mapToDouble(s -> s).toArray(), share);
  }

  /** Lets the plain loop run within a {@code fit}, after some epochs to warm both up. */
  private static final class Turns extends Callback implements AutoCloseable {
    private final String name;
    private final Images images;
    private final TrainingSize size;
    private final int chunk;
    private final int rounds;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> plain = new ArrayList<>();
    private @org.jspecify.annotations.Nullable RawTensorFlow raw;
    private long start;
    private int steps = -1;

    private Turns(String name, Images images, int chunk, int rounds) {
      this.name = name;
      this.images = images;
      this.size = TrainingSize.of(name);
      this.chunk = chunk;
      this.rounds = rounds;
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
      if (raw == null && epoch + 1 == size.warmUp()) {
        raw = new RawTensorFlow(name, false, images);
        raw.warmUp();
      }
    }

    @Override
    public void onTrainBatchBegin(int batch) {
      // What comes between two epochs counts on no side.
      if (raw != null && batch == 0) {
        steps = 0;
        start = System.nanoTime();
      }
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
      if (raw == null || ++steps < chunk) {
        return;
      }
      long now = System.nanoTime();
      ours.add((now - start) / 1e9 / chunk);
      raw.steps(chunk);
      start = System.nanoTime();
      plain.add((start - now) / 1e9 / chunk);
      steps = 0;
      if (ours.size() == rounds) {
        model().stopTraining(true);
      }
    }

    @Override
    public void close() {
      if (raw != null) {
        raw.close();
      }
    }
  }
}
