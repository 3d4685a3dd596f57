package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keras4j.Input;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/**
 * Prints resident memory, its peak so far and the heap while predictors of one model are made and
 * used: {@code PredictorMemory [UNITS [PREDICTORS]]}, by default 3,500 units, which is 98 MB of
 * weights, and 3 predictors. With 16,000 units the weights take 2 GB.
 */
public final class PredictorMemory {

  private PredictorMemory() {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) {
    int units = args.length > 0 ? Integer.parseInt(args[0]) : 3500;
    int predictors = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    try (var small = Sequential.of(Input.of(8), new Dense(2));
        var p = small.predictor()) {
      p.predict(new float[8]);
    }
    System.out.println("| after | resident, MB | its peak, MB | Java heap in use, MB |");
    System.out.println("|---|---|---|---|");
    print("the library was loaded");
    try (var m =
        Sequential.of(
            Input.of(units),
            new Dense(units).activation("relu"),
            new Dense(units).activation("relu"),
            new Dense(10))) {
      NDArray batch = NDArray.ones(4, units);
      m.predict(batch, o -> o.verbose(0));
      print("predict, with weights of " + m.countParams() * 4 / 1_000_000 + " MB");
      List<Predictor> all = new ArrayList<>();
      for (int i = 1; i <= predictors; i++) {
        Predictor p = m.predictor();
        all.add(p);
        print("predictor " + i + " was made");
        p.predict(new float[units]);
        print("it predicted one sample");
        p.predict(batch);
        print("it predicted a batch");
      }
      all.forEach(Predictor::close);
      print("all predictors were closed");
    }
    print("the model was closed");
  }

  private static void print(String stage) {
    System.gc();
    Runtime r = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d |%n",
        stage,
        ProcessMemory.now(),
        ProcessMemory.peak(),
        (r.totalMemory() - r.freeMemory()) >> 20);
  }
}
