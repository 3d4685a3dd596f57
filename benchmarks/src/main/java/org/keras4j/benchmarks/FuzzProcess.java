package org.keras4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Random;
import org.keras4j.Model;
import org.keras4j.benchmarks.FuzzProgress.Count;

/**
 * A process of {@link FuzzFiles}, which may crash: {@code FuzzProcess FORMAT FROM TO SEED FOLDER}.
 * Ends with 3 if a try takes too long and with 4 if one takes too much memory.
 */
final class FuzzProcess {

  /** Of processor time, which is the same on a machine that others use, too. */
  private static final long LONGEST_MILLIS = 10_000;

  /** Of waiting for what never comes. */
  private static final long LONGEST_WAIT_MILLIS = 120_000;

  private static final long MOST_RESIDENT = 4_000;

  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final FuzzFormat format;
  private final String name;
  private final long seed;
  private final Path folder;
  private final FuzzProgress progress;
  private volatile long started;
  private volatile long startedCpu;

  private FuzzProcess(String name, long seed, Path folder) throws IOException {
    this.name = name;
    this.seed = seed;
    this.folder = folder;
    format = FuzzFormat.of(name, folder);
    progress = new FuzzProgress(folder.resolve("progress"));
  }

  /** Makes the tries. */
  public static void main(String[] args) throws IOException {
    // What the first model of a process needs is no matter of the first file.
    try (Model first = FuzzCorpus.images()) {
      FuzzPrediction.of(first);
    }
    FuzzProcess process = new FuzzProcess(args[0], Long.parseLong(args[3]), Path.of(args[4]));
    process.run(Long.parseLong(args[1]), Long.parseLong(args[2]));
    System.exit(0);
  }

  /** Returns the random numbers of a try, which do not depend on the tries before it. */
  private Random random(long number) {
    return new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
  }

  private void run(long from, long to) throws IOException {
    Thread main = Thread.currentThread();
    Thread watch = new Thread(() -> watch(main), "watch");
    watch.setDaemon(true);
    begin();
    watch.start();
    for (long i = from; i < to; i++) {
      progress.set(Count.CURRENT, i);
      Random random = random(i);
      Path file = format.damage(random);
      begin();
      check(file, i, random.nextBoolean());
      progress.atLeast(Count.SLOWEST, cpuMillis());
      if (i == from + (to - from) / 10) {
        progress.set(Count.RESIDENT, ProcessMemory.now());
      }
    }
    progress.set(Count.CURRENT, to);
    progress.atLeast(Count.PEAK, ProcessMemory.peak());
  }

  private void begin() {
    startedCpu = SYSTEM.getProcessCpuTime();
    started = System.nanoTime();
  }

  private long cpuMillis() {
    return (SYSTEM.getProcessCpuTime() - startedCpu) / 1_000_000;
  }

  private void check(Path file, long number, boolean predictor) throws IOException {
    try {
      boolean predicted = format.load(file, predictor);
      progress.add(Count.LOADED);
      if (!predicted) {
        progress.add(Count.LARGE);
      }
    } catch (Throwable e) {
      String wrong = wrong(e, file);
      if (wrong.isEmpty()) {
        progress.add(Count.REFUSED);
      } else {
        progress.add(Count.FAILED);
        FuzzFiles.keep(folder, name, seed, number, wrong, e);
      }
    }
  }

  /** Returns what is wrong with a refusal; nothing if it is as documented. */
  private String wrong(Throwable e, Path file) {
    String message = String.valueOf(e.getMessage());
    boolean text = name.equals("json");
    boolean kind =
        e.getClass() == IllegalArgumentException.class
            || e instanceof UncheckedIOException
            || (e.getClass() == IllegalStateException.class && fromPrediction(e))
            || e.getClass().getName().startsWith("org.keras4j.");
    if (!kind) {
      return "of another kind";
    }
    if (message.isBlank() || message.endsWith(": null") || message.equals("null")) {
      return "without a message";
    }
    boolean named = message.contains(file.toString()) || fromPrediction(e);
    return named || text ? "" : "does not name the file";
  }

  /** Loading was fine: what a prediction refuses is not about the file. */
  private static boolean fromPrediction(Throwable e) {
    for (StackTraceElement at : e.getStackTrace()) {
      if (at.getClassName().equals(FuzzPrediction.class.getName())) {
        return true;
      }
    }
    return false;
  }

  private void watch(Thread main) {
    while (true) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return;
      }
      long millis = (System.nanoTime() - started) / 1_000_000;
      boolean large = ProcessMemory.now() > MOST_RESIDENT;
      if (!ProcessHandle.current().parent().map(ProcessHandle::isAlive).orElse(false)) {
        Runtime.getRuntime().halt(5);
      }
      if (cpuMillis() > LONGEST_MILLIS || millis > LONGEST_WAIT_MILLIS || large) {
        StringBuilder stack = new StringBuilder(large ? "too much memory" : "too long");
        for (StackTraceElement at : main.getStackTrace()) {
          stack.append("\n\tat ").append(at);
        }
        System.err.println(stack);
        Runtime.getRuntime().halt(large ? 4 : 3);
      }
    }
  }
}
