package org.keras4j.benchmarks;

import java.util.Locale;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;

/**
 * Prints time and memory after each stage of a program that trains the network of {@code
 * cnnaug256}: {@code Stages}. Reading, library, first steps: where start and peak come from.
 */
public final class Stages {

  private static final int BATCH = 256;

  private final long start = System.nanoTime();

  private Stages() {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws Exception {
    System.out.println("| after | s | resident, MB | Java heap in use, MB |");
    System.out.println("|---|---|---|---|");
    new Stages().run();
  }

  private void run() throws Exception {
    print("start");
    Images images = Images.read(Images.file());
    print("reading the file");
    NDArray x = images.x();
    NDArray y = images.y();
    print("floats");
    try (Sequential m = Networks.of("cnnaug256")) {
      print("TensorFlow loaded, model built");
      for (int steps : new int[] {1, 4, 24}) {
        int n = steps * BATCH;
        m.fit(x.slice(0, n), y.slice(0, n), o -> o.batchSize(BATCH).verbose(0));
        print("fit of " + steps + " steps");
      }
    }
  }

  private void print(String stage) {
    Runtime r = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %d | %d |%n",
        stage,
        (System.nanoTime() - start) / 1e9,
        ProcessMemory.now(),
        (r.totalMemory() - r.freeMemory()) >> 20);
  }
}
