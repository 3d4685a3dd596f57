package org.keras4j.callbacks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.PythonNumbers;

/** The progress of one epoch, evaluation or prediction, drawn as Keras draws it. */
final class Progbar {

  private static final int WIDTH = 20;
  private static final double INTERVAL = 0.05;
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[32m";
  private static final String GREY = "\u001b[37m";
  private static final String END = "\u001b[0m";

  private final int verbose;
  private final LongSupplier nanoTime;
  private final Consumer<String> output;
  private final long start;
  private final Map<String, Double> values = new LinkedHashMap<>();
  private @Nullable Integer target;
  private @Nullable Long afterFirstStep;
  private @Nullable Long lastUpdate;
  private int lastWidth;

  /**
   * Starts the clock.
   *
   * @param target steps to come, or null if unknown
   */
  Progbar(@Nullable Integer target, int verbose, LongSupplier nanoTime, Consumer<String> output) {
    this.target = target;
    this.verbose = verbose;
    this.nanoTime = nanoTime;
    this.output = output;
    this.start = nanoTime.getAsLong();
  }

  /**
   * Shows a step of a bar that still runs, unless the last one was shown just now.
   *
   * @param logs fetched only if they are shown
   */
  void step(int current, Supplier<Map<String, Double>> logs) {
    if (verbose != 1) {
      return;
    }
    long now = nanoTime.getAsLong();
    double each = stepSeconds(current, now);
    if (lastUpdate != null && seconds(lastUpdate, now) < INTERVAL) {
      return;
    }
    values.putAll(logs.get());
    draw(current, each, now, false);
    lastUpdate = now;
  }

  /** Shows the last step and ends the line. */
  void end(int steps, Map<String, Double> logs) {
    target = steps;
    long now = nanoTime.getAsLong();
    double each = stepSeconds(steps, now);
    values.putAll(logs);
    if (verbose == 1) {
      draw(steps, each, now, true);
    } else if (verbose == 2 && steps > 0) {
      StringBuilder line = new StringBuilder();
      line.append(steps).append('/').append(steps).append(" - ");
      line.append(PythonNumbers.fixed(seconds(start, now), 0)).append("s -");
      line.append(perStep(each));
      // Keras compares the value itself here, not its size: -0.5 comes out as -5.0000e-01.
      values.forEach((k, v) -> line.append(value(k, v, v > 1e-3)));
      output.accept(line.append('\n').toString());
    }
  }

  private void draw(int current, double each, long now, boolean last) {
    StringBuilder line = new StringBuilder();
    int hidden = 0;
    if (target != null && target > 0) {
      int full = (int) (WIDTH * ((double) current / target));
      String of = target.toString();
      String done = " ".repeat(Math.max(0, of.length() - digits(current))) + current;
      line.append(BOLD).append(done).append('/').append(of).append(END).append(' ');
      hidden += BOLD.length() + END.length();
      if (full > 0) {
        line.append(GREEN).append("━".repeat(full)).append(END);
        hidden += GREEN.length() + END.length();
      }
      line.append(GREY).append("━".repeat(Math.max(0, WIDTH - full))).append(END);
      hidden += GREY.length() + END.length();
    } else {
      String done = Integer.toString(current);
      line.append(" ".repeat(Math.max(0, 7 - done.length()))).append(done).append("/Unknown");
    }
    line.append(' ').append(BOLD).append(time(current, each, now, last)).append(END);
    hidden += BOLD.length() + END.length();
    line.append(perStep(each));
    values.forEach((k, v) -> line.append(value(k, v, Math.abs(v) > 1e-3)));
    int width = line.length() - hidden;
    line.append(" ".repeat(Math.max(0, lastWidth - width)));
    String back = "\b".repeat(lastWidth) + "\r";
    output.accept(back + line + (last ? "\n" : ""));
    lastWidth = width;
  }

  private static int digits(int n) {
    return Integer.toString(n).length();
  }

  /** The time that is still to come, or that has passed if the end is here or unknown. */
  private String time(int current, double each, long now, boolean last) {
    if (last || target == null || target <= 0) {
      return PythonNumbers.fixed(seconds(start, now), 0) + "s";
    }
    double eta = each * (target - current);
    long s = (long) eta;
    if (eta > 3600) {
      return s / 3600 + ":" + twoDigits(s % 3600 / 60) + ":" + twoDigits(s % 60);
    }
    return eta > 60 ? s / 60 + ":" + twoDigits(s % 60) : s + "s";
  }

  private static String twoDigits(long n) {
    return n < 10 ? "0" + n : Long.toString(n);
  }

  private static String perStep(double each) {
    if (each >= 1 || each == 0) {
      return " " + PythonNumbers.fixed(each, 0) + "s/step";
    } else if (each >= 1e-3) {
      return " " + PythonNumbers.fixed(each * 1e3, 0) + "ms/step";
    }
    return " " + PythonNumbers.fixed(each * 1e6, 0) + "us/step";
  }

  private static String value(String name, double v, boolean plain) {
    return " - " + name + ": " + (plain ? PythonNumbers.fixed(v, 4) : PythonNumbers.exponent(v, 4));
  }

  /** The first step, in which graphs are built, does not count unless it is the only one. */
  private double stepSeconds(int current, long now) {
    if (current <= 0) {
      return 0;
    }
    double each =
        afterFirstStep != null && current > 1
            ? seconds(afterFirstStep, now) / (current - 1)
            : seconds(start, now) / current;
    if (current == 1) {
      afterFirstStep = now;
    }
    return each;
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
