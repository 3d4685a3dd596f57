package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how cost grows with batch size, width, data and threads, each point in a process of its
 * own; writes a chart of each and prints tables in Markdown: {@code Scaling [FOLDER [PART…]]}, by
 * default {@code docs/pictures} and {@code batch width data threads}.
 */
public final class Scaling {

  private static final List<Integer> BATCHES = List.of(8, 16, 32, 64, 128, 256, 512, 1024);
  private static final List<Integer> WIDTHS = List.of(100, 200, 400, 800, 1600, 3200);
  private static final List<Integer> IMAGES = List.of(10_000, 20_000, 50_000, 100_000);

  private final Path folder;
  private final StringBuilder table = new StringBuilder();

  private Scaling(Path folder) {
    this.folder = folder;
  }

  /** Measures everything. */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path folder = Path.of(args.length > 0 ? args[0] : "docs/pictures");
    Files.createDirectories(folder);
    List<String> parts =
        args.length > 1
            ? List.of(args).subList(1, args.length)
            : List.of("batch", "width", "data", "threads");
    for (String part : parts) {
      Scaling s = new Scaling(folder);
      switch (part) {
        case "batch" -> s.batches();
        case "width" -> s.widths();
        case "data" -> s.data();
        case "threads" -> s.threads();
        default -> throw new IllegalArgumentException("Scaling has no part " + part);
      }
      s.table.append("\nOn ").append(Machine.describe()).append(", Java ");
      s.table.append(Runtime.version()).append(".\n");
      System.out.print(s.table);
    }
  }

  private static JsonNode point(Side side, String network, int batch, int width, int images)
      throws IOException {
    return side.run(
        network, Integer.toString(batch), Integer.toString(width), Integer.toString(images));
  }

  private static JsonNode point(String network, int batch, int width, int images)
      throws IOException {
    return point(Side.java("ScalingPoint"), network, batch, width, images);
  }

  private void head(String... cells) {
    table.append("\n| ").append(String.join(" | ", cells)).append(" |\n");
    table.append("|---".repeat(cells.length)).append("|\n");
  }

  private void line(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object c : cells) {
      texts.add(c instanceof Double d ? Table.number(d) : String.valueOf(c));
    }
    table.append("| ").append(String.join(" | ", texts)).append(" |\n");
    System.err.println(String.join(", ", texts));
  }

  private void batches() throws IOException {
    head("batch", "mlp, images/s", "cnn, images/s");
    List<Double> mlp = new ArrayList<>();
    List<Double> cnn = new ArrayList<>();
    for (int batch : BATCHES) {
      mlp.add(rate(point("mlp", batch, 800, Math.max(3200, 16 * batch))));
      cnn.add(rate(point("cnn", batch, 0, Math.max(512, batch))));
      line(batch, mlp.get(mlp.size() - 1), cnn.get(cnn.size() - 1));
    }
    new Chart("Throughput and batch size", "batch", "images a second")
        .add("mlp", BATCHES, mlp)
        .add("cnn", BATCHES, cnn)
        .logarithmic()
        .write(folder.resolve("cost-batch.png"));
  }

  private void widths() throws IOException {
    head("width", "mlp256, images/s", "GFLOP/s");
    List<Double> rates = new ArrayList<>();
    List<Double> flops = new ArrayList<>();
    for (int width : WIDTHS) {
      double rate = rate(point("mlp", 256, width, 256 * 30));
      rates.add(rate);
      flops.add(rate * (2. * 784 * width * 2 + 2. * width * 10 * 3) / 1e9);
      line(width, rate, flops.get(flops.size() - 1));
    }
    new Chart("Throughput and width of the layer, batch 256", "units", "images a second")
        .add("mlp256", WIDTHS, rates)
        .logarithmic()
        .write(folder.resolve("cost-width.png"));
  }

  private void data() throws IOException {
    head("images", "s an epoch", "data, MB", "peak memory, MB", "peak without the data, MB");
    List<Integer> x = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    List<Double> overhead = new ArrayList<>();
    for (int images : IMAGES) {
      JsonNode p = point("mlp", 256, 800, images);
      double data = p.path("data_mb").asDouble();
      double peak = p.path("peak_mb").asDouble();
      x.add(images);
      seconds.add(p.path("s_per_epoch").asDouble());
      overhead.add(peak - data);
      line(images, p.path("s_per_epoch").asDouble(), data, peak, peak - data);
    }
    int last = IMAGES.size() - 1;
    table.append(
        String.format(
            Locale.ROOT,
            "%n%.0f times the images take %.1f times as long; memory beyond the data changes by"
                + " %.0f MB.%n",
            (double) IMAGES.get(last) / IMAGES.get(0),
            seconds.get(last) / seconds.get(0),
            overhead.get(last) - overhead.get(0)));
    new Chart("Time and amount of data, mlp256", "images", "seconds an epoch")
        .add("an epoch", x, seconds)
        .write(folder.resolve("cost-data.png"));
  }

  /** Confines the process to some cores: TensorFlow then starts as many threads. */
  private void threads() throws IOException {
    if (!Files.exists(Path.of("/usr/bin/taskset"))) {
      return;
    }
    head("cores", "mlp256, images/s", "cnn256, images/s");
    List<Integer> cores = new ArrayList<>();
    List<Double> mlp = new ArrayList<>();
    List<Double> cnn = new ArrayList<>();
    int available = Runtime.getRuntime().availableProcessors();
    for (int n = 1; n <= available; n = n == available ? n + 1 : Math.min(2 * n, available)) {
      Side side = Side.java("ScalingPoint").behind("taskset", "-c", "0-" + (n - 1));
      cores.add(n);
      mlp.add(rate(point(side, "mlp", 256, 800, 256 * 80)));
      cnn.add(rate(point(side, "cnn", 256, 0, 256 * 4)));
      line(n, mlp.get(mlp.size() - 1), cnn.get(cnn.size() - 1));
    }
    new Chart("Speed-up by cores, batch 256", "cores", "times the throughput of one core")
        .add("mlp256", cores, mlp.stream().map(r -> r / mlp.get(0)).toList())
        .add("cnn256", cores, cnn.stream().map(r -> r / cnn.get(0)).toList())
        .write(folder.resolve("cost-threads.png"));
  }

  private static double rate(JsonNode p) {
    return p.path("img_per_s").asDouble();
  }
}
