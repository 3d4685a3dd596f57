package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.keras4j.Input;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;

/**
 * What {@code Predictor.load} needs beside the size of the file: {@code LoadMemory [UNITS [HEAP]]},
 * by default 11,000 units, which is 1 GB of weights, and as large a heap as Java takes by itself; a
 * HEAP such as {@code 2g} limits it. One process saves the model, another loads it and tells its
 * memory.
 */
public final class LoadMemory {

  private LoadMemory() {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0 && args[0].equals("--load")) {
      load(Path.of(args[1]));
      return;
    }
    int units = args.length > 0 ? Integer.parseInt(args[0]) : 11_000;
    Path folder = Files.createTempDirectory("keras4j-load");
    Path file = folder.resolve("m.keras");
    try (Sequential m =
        Sequential.of(
            Input.of(units),
            new Dense(units).activation("relu").name("one"),
            new Dense(units).activation("relu").name("two"),
            new Dense(10).name("three"))) {
      m.save(file);
    }
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                args.length > 1 ? "-Xmx" + args[1] : "-XX:+UseG1GC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadMemory.class.getName(),
                "--load",
                file.toString())
            .inheritIO()
            .start()
            .waitFor();
    Files.delete(file);
    Files.delete(folder);
    System.exit(exit);
  }

  private static void load(Path file) throws IOException {
    try (Sequential small = Sequential.of(Input.of(8), new Dense(2));
        Predictor p = small.predictor()) {
      p.predict(new float[8]);
    }
    System.out.println(
        "| after | resident, MB | its peak, MB | heap in use, MB | largest heap, MB |");
    System.out.println("|---|---|---|---|---|");
    print("the library was loaded");
    long largest;
    try (Predictor p = Predictor.load(file)) {
      largest = Runtime.getRuntime().totalMemory() >> 20;
      print("Predictor.load of " + (Files.size(file) >> 20) + " MB");
      p.predict(new float[(int) p.inputShape().get(1)]);
      print("one prediction");
    }
    System.out.println("The heap had grown to " + largest + " MB.");
  }

  private static void print(String stage) {
    System.gc();
    Runtime r = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d |%n",
        stage,
        ProcessMemory.now(),
        ProcessMemory.peak(),
        (r.totalMemory() - r.freeMemory()) >> 20,
        r.maxMemory() >> 20);
  }
}
