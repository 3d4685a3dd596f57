package org.keras4j.spark;

import org.keras4j.tuner.TrialRecord;
import org.keras4j.tuner.Tuner;

/** Values, scores and every epoch as text; not the times, nor the order of the ends. */
final class Results {
  private Results() {}

  static String of(Tuner<?> tuner) {
    StringBuilder text = new StringBuilder();
    for (TrialRecord trial : tuner.record().trials()) {
      text.append(trial.trialId()).append(trial.values()).append(trial.status());
      text.append(trial.score()).append(trial.bestStep()).append(trial.executions()).append('\n');
    }
    return text.toString();
  }
}
