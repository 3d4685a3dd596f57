package org.keras4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;

/**
 * Prints which share of the machine's peak training reaches, in products and in memory, and what
 * the rest of a step goes to: {@code Limit}. Tables in Markdown.
 */
public final class Limit {

  private static final int TRACED = 5;

  private Limit() {}

  /** Measures each row, and the peaks after it. */
  public static void main(String[] args) throws Exception {
    Images images = Images.read(Images.file());
    NDArray x = images.x();
    NDArray y = images.y();
    System.out.println(
        "| row | ms/step | GFLOP a step | GFLOP/s | peak | share"
            + " | MB of weights a step | GB/s | peak | share |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    StringBuilder parts = new StringBuilder();
    for (String name : List.of("cnn256", "mlp256", "mlp16")) {
      try (Sequential model = Networks.of(name)) {
        TrainingSize size = TrainingSize.of(name);
        double step = train(model, size, x, y);
        // Afterwards: the engine has to load TensorFlow, with the kernels it chooses.
        double peak = Peak.measure();
        double work = Work.training(model) * size.batch() / 1e9;
        double rate = work / step;
        double memory = MemoryRate.measure();
        double bytes = Work.bytesOfWeights(model) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.0f | %.0f | %.0f %% | %.1f | %.1f | %.1f | %.0f %% |%n",
            name,
            step * 1e3,
            work,
            rate,
            peak,
            100 * rate / peak,
            bytes * 1e3,
            bytes / step,
            memory,
            100 * bytes / step / memory);
        parts.append(parts(name, model, size.batch(), x, y));
      }
    }
    System.out.print(parts);
    System.out.println("\nOn " + Machine.describe() + ", " + Machine.javaVersions() + ".");
  }

  private static double train(Sequential model, TrainingSize size, NDArray x, NDArray y) {
    EpochTimes times = new EpochTimes();
    model.fit(
        x.slice(0, size.images()),
        y.slice(0, size.images()),
        o -> o.batchSize(size.batch()).epochs(4).verbose(0).callbacks(times));
    return times.median() / size.steps();
  }

  private static String parts(String name, Sequential model, int batch, NDArray x, NDArray y)
      throws ReflectiveOperationException {
    StepTrace trace = new StepTrace(model);
    NDArray images = x.slice(0, batch);
    NDArray classes = y.slice(0, batch);
    trace.millis(images, classes, TRACED);
    Map<String, Double> millis = trace.millis(images, classes, TRACED);
    double sum = millis.values().stream().mapToDouble(Double::doubleValue).sum();
    StringBuilder s = new StringBuilder();
    s.append("\n| ").append(name).append(", operation | ms | share |\n|---|---|---|\n");
    double rest = sum;
    for (var e :
        millis.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .filter(e -> e.getValue() >= .02 * sum)
            .toList()) {
      s.append(line(e.getKey(), e.getValue(), sum));
      rest -= e.getValue();
    }
    return s.append(line("all others", rest, sum)).toString();
  }

  private static String line(String what, double ms, double sum) {
    return String.format(Locale.ROOT, "| %s | %.2f | %.0f %% |%n", what, ms, 100 * ms / sum);
  }
}
