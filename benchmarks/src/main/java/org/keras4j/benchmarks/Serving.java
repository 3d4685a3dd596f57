package org.keras4j.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;

/**
 * Sixteen threads that ask for one image after the other: {@code Serving [ROUNDS [SECONDS [THREADS
 * [MAXBATCH [MICROS]]]]]}. Compares single calls of a predictor, by one thread and by all of them,
 * with the same calls of one that merges them, for a second each in turn; then has the latter serve
 * for some seconds, compares each result with that of {@code predict}, and watches memory. By
 * default 15 rounds, 60 seconds, 16 threads, batches of up to 16 samples and waits of up to 2,000
 * µs.
 */
public final class Serving {

  private static final int IMAGES = 512;
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final List<float[]> images = new ArrayList<>();
  private final float[][] expected = new float[IMAGES][];
  private final int threads;

  private Serving(NDArray x, NDArray outputs, int threads) {
    this.threads = threads;
    for (int i = 0; i < IMAGES; i++) {
      images.add(x.get(i).toFloatArray());
      expected[i] = outputs.get(i).toFloatArray();
    }
  }

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = number(args, 0, 15);
    int seconds = number(args, 1, 60);
    int threads = number(args, 2, 16);
    int maxBatch = number(args, 3, 16);
    Duration maxWait = Duration.ofNanos(1_000L * number(args, 4, 2_000));
    NDArray x = Images.read(Images.file()).test().slice(0, IMAGES);
    try (Sequential m = Networks.of("cnn256");
        Predictor single = m.predictor();
        Predictor merging = single.batching(maxBatch, maxWait)) {
      Serving serving = new Serving(x, m.predict(x, o -> o.verbose(0)), threads);
      serving.compare(single, merging, rounds);
      serving.batches(single, x, rounds);
      serving.endure(merging, seconds);
    }
    System.out.println("\nOn " + Machine.describe() + ", " + Machine.javaVersions() + ".");
  }

  private static int number(String[] args, int index, int byDefault) {
    return args.length > index ? Integer.parseInt(args[index]) : byDefault;
  }

  private void compare(Predictor single, Predictor merging, int rounds)
      throws InterruptedException {
    Sides sides = new Sides(rounds);
    run(single, 1, threads);
    run(merging, 1, threads);
    for (int i = 0; i < rounds; i++) {
      sides.one[i] = run(single, 1, 1);
      sides.all[i] = run(single, 1, threads);
      sides.merged[i] = run(merging, 1, threads);
    }
    System.out.println("| requests | images/s (quartiles) | CPU, µs/image |");
    System.out.println("|---|---|---|");
    row("single calls, one thread", sides.one);
    row("single calls, " + threads + " threads", sides.all);
    row("merged, " + threads + " threads", sides.merged);
    ratio("merged : one thread", sides.merged, sides.one);
    ratio("merged : single calls of " + threads, sides.merged, sides.all);
  }

  /** The rounds of each way to ask, in turn. */
  private static final class Sides {
    private final Round[] one;
    private final Round[] all;
    private final Round[] merged;

    Sides(int rounds) {
      one = new Round[rounds];
      all = new Round[rounds];
      merged = new Round[rounds];
    }
  }

  private static void row(String name, Round[] rounds) {
    row(
        name,
        Arrays.stream(rounds).mapToDouble(Round::perSecond).toArray(),
        Arrays.stream(rounds).mapToDouble(Round::cpuMicrosEach).toArray());
  }

  private static void ratio(String name, Round[] merged, Round[] single) {
    double[] ratio = new double[merged.length];
    for (int i = 0; i < ratio.length; i++) {
      ratio[i] = merged[i].perSecond() / single[i].perSecond();
    }
    System.out.println("| " + name + " | " + quartiles("%.2f", ratio) + " | |");
  }

  /** What is left of the time if there are no requests: the most that merging could reach. */
  private void batches(Predictor p, NDArray x, int rounds) {
    double[] rate = new double[rounds];
    double[] cpu = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long cpuStart = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      p.predict(x);
      rate[i] = IMAGES * 1e9 / (System.nanoTime() - start);
      cpu[i] = (SYSTEM.getProcessCpuTime() - cpuStart) / 1e3 / IMAGES;
    }
    row("batches of " + IMAGES + ", no requests", rate, cpu);
  }

  private static void row(String name, double[] rate, double[] cpu) {
    System.out.println(
        "| " + name + " | " + quartiles("%.0f", rate) + " | " + quartiles("%.0f", cpu) + " |");
  }

  private static String quartiles(String format, double[] values) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + "–" + format + ")",
        Figures.quantile(values, .5),
        Figures.quantile(values, .25),
        Figures.quantile(values, .75));
  }

  private void endure(Predictor merging, int seconds) throws InterruptedException {
    System.out.println();
    System.out.println("| second | resident, MB | answers | wrong | largest difference |");
    System.out.println("|---|---|---|---|---|");
    int step = Math.max(1, seconds / 6);
    for (int at = 0; at < seconds; at += step) {
      Round r = run(merging, step, threads);
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %d | %d | %.1e |%n",
          at + step,
          ProcessMemory.now(),
          r.answers(),
          r.wrong(),
          r.difference());
    }
  }

  /** What came out of some seconds. */
  private record Round(
      long answers, long wrong, double difference, double seconds, double cpuMicros) {
    double perSecond() {
      return answers / seconds;
    }

    double cpuMicrosEach() {
      return cpuMicros / answers;
    }
  }

  private Round run(Predictor p, int seconds, int callers) throws InterruptedException {
    AtomicLong answers = new AtomicLong();
    AtomicLong wrong = new AtomicLong();
    double[] differences = new double[callers];
    CountDownLatch done = new CountDownLatch(callers);
    long cpuStart = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    for (int t = 0; t < callers; t++) {
      int thread = t;
      new Thread(
              () -> {
                try {
                  for (int i = thread * 31; System.nanoTime() - end < 0; i++) {
                    double d = difference(p.predict(images.get(i % IMAGES)), expected[i % IMAGES]);
                    differences[thread] = Math.max(differences[thread], d);
                    answers.incrementAndGet();
                    if (d > 1e-5) {
                      wrong.incrementAndGet();
                    }
                  }
                } catch (RuntimeException e) {
                  e.printStackTrace();
                  wrong.incrementAndGet();
                } finally {
                  done.countDown();
                }
              })
          .start();
    }
    done.await();
    double took = (System.nanoTime() - start) / 1e9;
    double cpu = (SYSTEM.getProcessCpuTime() - cpuStart) / 1e3;
    double largest = 0;
    for (double d : differences) {
      largest = Math.max(largest, d);
    }
    return new Round(answers.get(), wrong.get(), largest, took, cpu);
  }

  private static double difference(float[] got, float[] expected) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      // Also true where there is no number.
      if (!(Math.abs(got[i] - expected[i]) <= largest)) {
        largest = Math.abs(got[i] - expected[i]);
      }
    }
    return largest;
  }
}
