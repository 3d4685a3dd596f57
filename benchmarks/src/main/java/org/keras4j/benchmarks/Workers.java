package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.RandomSearch;

/**
 * Times a search with one worker and with several, in turn in one process: {@code Workers [WORKERS]
 * [IMAGES] [TRIALS] [ROUNDS] [NETWORK]}, by default 2 workers, 5,000 images, 4 trials of one epoch,
 * 3 rounds and {@code cnnaug}; {@code mlp} is the dense network. The mean loss is the same with any
 * number of workers.
 */
public final class Workers {

  private final int images;
  private final int trials;
  private final String network;
  private final NDArray x;
  private final NDArray y;

  private Workers(Images data, int images, int trials, String network) {
    this.images = images;
    this.trials = trials;
    this.network = network;
    x = data.x().slice(0, images);
    y = data.y().slice(0, images);
  }

  /** Prints a table in Markdown, a row for each search. */
  public static void main(String[] args) throws IOException {
    int workers = number(args, 0, 2);
    int images = number(args, 1, 5000);
    int trials = number(args, 2, 4);
    int rounds = number(args, 3, 3);
    String network = args.length > 4 ? args[4] : "cnnaug";
    Workers searches = new Workers(Images.read(Images.file()), images, trials, network);
    System.out.println("| workers | s | images/s | load | threads | memory, MiB | mean loss |");
    System.out.println("|---|---|---|---|---|---|---|");
    // The first search also starts TensorFlow.
    for (int round = 0; round <= rounds; round++) {
      searches.print(1, round == 0 ? " (first)" : "");
      if (round > 0) {
        searches.print(workers, "");
      }
    }
  }

  private static int number(String[] args, int i, int byDefault) {
    return args.length > i ? Integer.parseInt(args[i]) : byDefault;
  }

  private void print(int workers, String note) throws IOException {
    Path folder = Files.createTempDirectory("keras4j-workers");
    RandomSearch tuner =
        new RandomSearch(
                hp -> {
                  hp.Float("unused", 0, 1);
                  return Networks.of(network);
                })
            .objective("loss")
            .maxTrials(trials)
            .seed(1)
            .workers(workers)
            .directory(folder);
    long start = System.nanoTime();
    tuner.search(x, y, o -> o.batchSize(256).verbose(0));
    double seconds = (System.nanoTime() - start) / 1e9;
    double loss =
        tuner.results(trials).stream()
            .mapToDouble(t -> Objects.requireNonNull(t.score()))
            .average()
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "| %d%s | %.2f | %.0f | %.1f | %d | %d | %.6f |%n",
        workers,
        note,
        seconds,
        (double) images * trials / seconds,
        Machine.load(),
        threads(),
        ProcessMemory.now(),
        loss);
    WorkFolder.delete(folder);
  }

  /** Those of TensorFlow included; -1 where there is no way to know. */
  private static long threads() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    if (!Files.isDirectory(tasks)) {
      return -1;
    }
    try (Stream<Path> all = Files.list(tasks)) {
      return all.count();
    }
  }
}
