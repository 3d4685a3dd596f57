package org.keras4j.benchmarks;

import java.util.Locale;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/**
 * Builds, trains and closes a model again and again in one JVM, and prints resident memory: {@code
 * MemoryCycles [CYCLES]}, by default 300. Ends with exit code 1 if memory has grown by 5 % or more
 * since the first tenth of the cycles.
 */
public final class MemoryCycles {

  private MemoryCycles() {}

  /** Runs the cycles. */
  public static void main(String[] args) {
    int cycles = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    int warm = Math.max(1, cycles / 10);
    NDArray x = NDArray.ones(64, 28, 28, 1);
    float[] classes = new float[64 * 10];
    for (int i = 0; i < 64; i++) {
      classes[i * 10 + i % 10] = 1;
    }
    NDArray y = NDArray.wrap(classes, 64, 10);
    double base = 0;
    double now = 0;
    for (int i = 1; i <= cycles; i++) {
      cycle(x, y);
      if (i % warm == 0) {
        System.gc();
        now = ProcessMemory.now();
        if (i == warm) {
          base = now;
        }
        System.out.printf(Locale.ROOT, "%4d cycles: %.0f MB%n", i, now);
      }
    }
    double growth = (now / base - 1) * 100;
    System.out.printf(
        Locale.ROOT, "growth from cycle %d to cycle %d: %.1f %%%n", warm, cycles, growth);
    System.exit(growth < 5 ? 0 : 1);
  }

  private static void cycle(NDArray x, NDArray y) {
    Keras.clearSession();
    try (Sequential m = Networks.cnn(true)) {
      m.compile(
          c -> c.optimizer(new Adam(0.001)).loss("categorical_crossentropy").metrics("accuracy"));
      m.fit(x, y, o -> o.batchSize(32).validationSplit(.5).verbose(0));
      m.predict(x, o -> o.verbose(0));
    }
  }
}
