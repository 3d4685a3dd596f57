package org.keras4j.benchmarks;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;
import org.keras4j.Sequential;
import org.keras4j.utils.Dataset;

/**
 * Trains on more data than the heap can hold: {@code Streaming [HEAP_MB [DATA_MB]]}, by default
 * 1024 MB in a heap of 256 MB. Every batch is made when it is asked for. Ends with exit code 1 if
 * memory grew after the first tenth by more than a tenth of the data.
 */
public final class Streaming {

  private static final int BATCH = 256;

  private Streaming() {}

  /** Starts itself again with a small heap, or trains there. */
  public static void main(String[] args) throws IOException {
    if (args.length > 2) {
      train(Integer.parseInt(args[1]));
      return;
    }
    String heap = args.length > 0 ? args[0] : "256";
    String data = args.length > 1 ? args[1] : "1024";
    var f = Side.java("Streaming", "-Xmx" + heap + "m").run(heap, data, "child");
    System.out.printf(
        Locale.ROOT,
        "%d batches, %.0f MB of data, through a heap of at most %s MB: %.1f s, %.0f images/s%n"
            + "heap in use, at most: %.0f MB%n"
            + "resident memory after a tenth: %d MB, at the end: %d MB, at most: %d MB%n",
        f.path("batches").asInt(),
        f.path("data_mb").asDouble(),
        heap,
        f.path("seconds").asDouble(),
        f.path("img_per_s").asDouble(),
        f.path("heap_mb").asDouble(),
        f.path("early_mb").asLong(),
        f.path("end_mb").asLong(),
        f.path("peak_mb").asLong());
    double growth = f.path("end_mb").asDouble() - f.path("early_mb").asDouble();
    System.exit(growth < f.path("data_mb").asDouble() / 10 ? 0 : 1);
  }

  private static void train(int megabytes) {
    int batches = Math.max(10, (int) (megabytes * 1024L * 1024 / (BATCH * 794 * 4)));
    Watch watch = new Watch(batches / 10);
    Dataset data =
        () ->
            IntStream.range(0, batches)
                .mapToObj(
                    i -> {
                      watch.batch(i);
                      return Dataset.Batch.of(
                          ScalingPoint.images(BATCH), ScalingPoint.classes(BATCH));
                    })
                .iterator();
    long start = System.nanoTime();
    try (Sequential m = Networks.of("mlp256")) {
      m.fit(data, o -> o.verbose(0));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    new Figures()
        .put("batches", batches)
        .put("data_mb", batches * (BATCH * 794 * 4.) / 1024 / 1024)
        .put("seconds", seconds)
        .put("img_per_s", batches * BATCH / seconds)
        .put("heap_mb", watch.heap)
        .put("early_mb", watch.early)
        .put("end_mb", ProcessMemory.now())
        .print();
  }

  /** Looks at memory before each batch. */
  private static final class Watch {
    private final int tenth;
    private double heap;
    private long early;

    private Watch(int tenth) {
      this.tenth = tenth;
    }

    private void batch(int i) {
      Runtime r = Runtime.getRuntime();
      heap = Math.max(heap, (r.totalMemory() - r.freeMemory()) / 1024. / 1024);
      if (i == tenth) {
        early = ProcessMemory.now();
      }
    }
  }
}
