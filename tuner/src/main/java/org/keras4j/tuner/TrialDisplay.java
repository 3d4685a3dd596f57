package org.keras4j.tuner;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints the progress of a search as KerasTuner does. */
final class TrialDisplay {
  private static final int WIDTH = 18;

  private final Clock systemClock;
  private final TrialClock clock = new TrialClock();
  private volatile @Nullable PrintStream out;
  private volatile boolean silent;
  private volatile boolean together;

  TrialDisplay() {
    this(Clock.system(ZoneId.systemDefault()));
  }

  TrialDisplay(Clock systemClock) {
    this.systemClock = systemClock;
  }

  /**
   * Sends the output elsewhere; null means {@link System#out} as it is when something is printed.
   */
  void printTo(@Nullable PrintStream stream) {
    out = stream;
  }

  void setSilent(boolean silent) {
    this.silent = silent;
  }

  /**
   * Says whether several trials run at once. Then each has its name in every line, and the table of
   * its values comes at its end.
   */
  void together(boolean several) {
    together = several;
  }

  TrialClock clock() {
    return clock;
  }

  void line(String text) {
    print(text + "\n");
  }

  void print(String text) {
    if (!silent) {
      PrintStream stream = Objects.requireNonNullElse(out, System.out);
      stream.print(text);
      stream.flush();
    }
  }

  void trialBegins(Trial trial, int number, @Nullable Trial best) {
    clock.start(trial.trialId(), number, LocalDateTime.now(systemClock));
    if (together) {
      String values = PythonText.repr(trial.hyperparameters().values());
      line("trial " + trial.trialId() + " begins " + values);
      return;
    }
    print("\nSearch: Running Trial #" + number + "\n\n" + table(trial, best) + "\n");
  }

  void trialEnds(Trial trial, Objective objective, @Nullable Trial best) {
    LocalDateTime now = LocalDateTime.now(systemClock);
    StringBuilder text = new StringBuilder("\n");
    text.append("Trial ");
    text.append(together ? trial.trialId() : Integer.toString(clock.number(trial.trialId())));
    text.append(" Complete [").append(clock.trialTime(trial.trialId(), now)).append("]\n");
    if (trial.history().isPruned()) {
      text.append("Stopped by the pruner\n");
    }
    Double score = trial.score();
    if (score != null) {
      text.append(objective.name()).append(": ").append(PythonText.repr(score)).append('\n');
    }
    if (together) {
      text.append('\n').append(table(trial, best));
    }
    Double bestScore = best == null ? null : best.score();
    text.append("\nBest ").append(objective.name()).append(" So Far: ");
    text.append(PythonText.str(bestScore)).append('\n');
    text.append("Total elapsed time: ").append(clock.searchTime(now)).append('\n');
    print(text.toString());
  }

  static String table(Trial trial, @Nullable Trial best) {
    Map<String, Object> values = trial.hyperparameters().values();
    if (values.isEmpty()) {
      return "default configuration\n";
    }
    StringBuilder text = new StringBuilder(row("Value", "Best Value So Far", "Hyperparameter"));
    values.forEach(
        (name, value) -> {
          String bestText = best == null ? "?" : cell(best.hyperparameters().values().get(name));
          text.append(row(cell(value), bestText, name));
        });
    return text.toString();
  }

  private static String row(String value, String best, String name) {
    return String.format(Locale.ROOT, "%-18s|%-18s|%s\n", value, best, name);
  }

  private static String cell(@Nullable Object value) {
    if (value instanceof Number number) {
      return PythonText.general5(number.doubleValue());
    }
    String text = PythonText.str(value);
    return text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
  }
}
