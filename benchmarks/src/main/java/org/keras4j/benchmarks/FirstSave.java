package org.keras4j.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.GlobalAveragePooling2D;
import org.keras4j.layers.ReLU;
import org.keras4j.ndarray.NDArray;

/**
 * Times what needs all weights of a network of many layers for the first time, and once more:
 * {@code FirstSave [BLOCKS]}, by default 50, which is 302 weights. TensorFlow compiles the graph
 * for the first reading.
 */
public final class FirstSave {

  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private FirstSave() {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException {
    int blocks = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    Path folder = Files.createTempDirectory("keras4j-save");
    Path file = folder.resolve("model.weights.npz");
    NDArray x = NDArray.ones(4, 8, 8, 3);
    NDArray y = NDArray.zeros(4, 2);
    try (Sequential m = network(blocks)) {
      System.out.println("| " + m.weights().size() + " weights | CPU, ms | wall, ms |");
      System.out.println("|---|---|---|");
      time("fit", () -> m.fit(x, y, o -> o.verbose(0)));
      time("first saveWeights", () -> m.saveWeights(file));
      for (int i = 2; i <= 4; i++) {
        time("saveWeights number " + i, () -> m.saveWeights(file));
      }
      time("getWeights", m::getWeights);
      time("predictor", () -> m.predictor().close());
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static Sequential network(int blocks) {
    var m = new Sequential();
    m.add(Input.of(8, 8, 3));
    for (int i = 0; i < blocks; i++) {
      m.add(new Conv2D(8, 3, 3).padding("same"));
      m.add(new BatchNormalization());
      m.add(new ReLU());
    }
    m.add(new GlobalAveragePooling2D());
    m.add(new Dense(2));
    m.compile(c -> c.optimizer("adam").loss("mse"));
    return m;
  }

  private static void time(String what, Runnable action) {
    long cpu = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    action.run();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d |%n",
        what,
        (SYSTEM.getProcessCpuTime() - cpu) / 1_000_000,
        (System.nanoTime() - wall) / 1_000_000);
  }
}
