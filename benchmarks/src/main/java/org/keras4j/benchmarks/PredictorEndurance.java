package org.keras4j.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;

/**
 * Many threads that ask one predictor for a minute, alone and merged: {@code PredictorEndurance
 * [SECONDS [THREADS]]}, by default 60 seconds and 16 threads, after a third of that to warm up.
 *
 * <p>Compares each answer with what {@code model.predict} gives for the same batch: bit for bit if
 * it was computed alone, within 1e-6 if it was merged with others, as sums may be added in another
 * order in a batch of another size. Prints resident memory and the heap after a collection at the
 * start, after the warm-up and at the end. Ends with 1 if there was an error, an answer that
 * differs by more, or memory that grew by 5 % or more after the warm-up.
 */
public final class PredictorEndurance {

  /** Of probabilities. */
  private static final double ROUNDING = 1e-6;

  private static final int[] SIZES = {1, 3, 8, 32};

  private final List<NDArray> batches = new ArrayList<>();
  private final List<float[]> expected = new ArrayList<>();
  private final int threads;
  private boolean failed;

  private PredictorEndurance(Sequential model, NDArray x, int threads) {
    this.threads = threads;
    int at = 0;
    for (int i = 0; i < 40; i++) {
      int size = SIZES[i % SIZES.length];
      NDArray batch = x.slice(at, at + size);
      at += size;
      batches.add(batch);
      expected.add(model.predict(batch, o -> o.batchSize(size).verbose(0)).toFloatArray());
    }
  }

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 16;
    NDArray x = Images.read(Images.file()).test().slice(0, 512);
    System.out.println(
        "| "
            + threads
            + " threads, "
            + seconds
            + " s | answers | errors | bits differ"
            + " | largest difference | resident, MB: start, warm, end | heap, MB: start, warm, end |");
    System.out.println("|---|---|---|---|---|---|---|");
    PredictorEndurance endurance;
    try (Sequential m = Networks.cnn(true)) {
      endurance = new PredictorEndurance(m, x, threads);
      try (Predictor single = m.predictor()) {
        endurance.endure("single calls", single, seconds, 0);
      }
      try (Predictor p = m.predictor();
          Predictor merging = p.batching(64, Duration.ofMillis(2))) {
        endurance.endure("merged", merging, seconds, ROUNDING);
      }
    }
    System.out.println("\nOn " + Machine.describe() + ", " + Machine.javaVersions() + ".");
    System.exit(endurance.failed ? 1 : 0);
  }

  private void endure(String name, Predictor p, int seconds, double tolerance)
      throws InterruptedException {
    p.predict(batches.get(0));
    long[] resident = new long[3];
    long[] heap = new long[3];
    weigh(resident, heap, 0);
    Answers answers = new Answers();
    run(p, Math.max(1, seconds / 3), answers);
    weigh(resident, heap, 1);
    run(p, seconds, answers);
    weigh(resident, heap, 2);
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %d | %,d | %.1e | %d, %d, %d | %d, %d, %d |%n",
        name,
        answers.all.get(),
        answers.errors.get(),
        answers.different.get(),
        answers.largest(),
        resident[0],
        resident[1],
        resident[2],
        heap[0],
        heap[1],
        heap[2]);
    // 2 MB of the heap are what a collection leaves or not.
    failed |=
        answers.errors.get() > 0
            || answers.largest() > tolerance
            || resident[2] > resident[1] * 1.05
            || heap[2] > heap[1] * 1.05 + 2;
  }

  private static void weigh(long[] resident, long[] heap, int at) {
    System.gc();
    Runtime r = Runtime.getRuntime();
    resident[at] = ProcessMemory.now();
    heap[at] = (r.totalMemory() - r.freeMemory()) >> 20;
  }

  /** What came out. */
  private static final class Answers {
    private final AtomicLong all = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong different = new AtomicLong();
    private double largest;

    synchronized void differs(double by) {
      // Also true where there is no number.
      if (!(by <= largest)) {
        largest = by;
      }
    }

    synchronized double largest() {
      return largest;
    }
  }

  private void run(Predictor p, int seconds, Answers answers) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(threads);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int t = 0; t < threads; t++) {
      int first = t * 7;
      new Thread(
              () -> {
                try {
                  for (int i = first; System.nanoTime() - end < 0; i++) {
                    ask(p, i % batches.size(), answers);
                  }
                } finally {
                  done.countDown();
                }
              })
          .start();
    }
    done.await();
  }

  private void ask(Predictor p, int index, Answers answers) {
    try {
      float[] got = p.predict(batches.get(index)).toFloatArray();
      float[] right = expected.get(index);
      boolean same = got.length == right.length;
      for (int i = 0; same && i < got.length; i++) {
        same = Float.floatToRawIntBits(got[i]) == Float.floatToRawIntBits(right[i]);
      }
      answers.all.incrementAndGet();
      if (!same) {
        answers.different.incrementAndGet();
        answers.differs(difference(got, right));
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      answers.errors.incrementAndGet();
    }
  }

  private static double difference(float[] got, float[] right) {
    if (got.length != right.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < got.length; i++) {
      double d = Math.abs(got[i] - right[i]);
      largest = d <= largest ? largest : Double.isNaN(d) ? Double.POSITIVE_INFINITY : d;
    }
    return largest;
  }
}
