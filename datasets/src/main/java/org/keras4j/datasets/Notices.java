package org.keras4j.datasets;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What loading tells a person who watches, on standard error: downloads, their progress, and
 * surprises in the cache. The system property {@code keras4j.datasets.quiet=true} silences it.
 */
final class Notices {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
  private static final int STEPS = 20;

  private final PrintStream out;
  private int printedSteps;

  Notices(PrintStream out) {
    this.out = out;
  }

  static Notices standard() {
    boolean quiet = Boolean.getBoolean("keras4j.datasets.quiet");
    return new Notices(quiet ? new PrintStream(PrintStream.nullOutputStream()) : System.err);
  }

  void say(String text) {
    out.println(text);
  }

  /** Says something once in the life of this process. */
  void sayOnce(String text) {
    if (SAID.add(text)) {
      out.println(text);
    }
  }

  void begin() {
    printedSteps = 0;
  }

  /** Redraws the bar, but only when it grew: a log file gets twenty updates, not thousands. */
  void progress(long received, long total) {
    int steps = (int) Math.min(STEPS, STEPS * received / Math.max(1, total));
    if (steps > printedSteps) {
      printedSteps = steps;
      out.printf(
          Locale.ROOT,
          "\r%s%s %5.1f/%.1f MB%s",
          "━".repeat(steps),
          "─".repeat(STEPS - steps),
          received / 1e6,
          total / 1e6,
          steps == STEPS ? System.lineSeparator() : "");
    }
  }
}
