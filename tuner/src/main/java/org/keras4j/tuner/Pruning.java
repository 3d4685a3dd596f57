package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks a pruner about a trial, with what all trials have logged so far. */
final class Pruning {
  private final @Nullable Pruner pruner;
  private final Objective objective;

  Pruning(@Nullable Pruner pruner, Objective objective) {
    this.pruner = pruner;
    this.objective = objective;
  }

  /** Whether the last training of a trial is to be stopped after its last epoch. */
  boolean stops(Trial trial, List<Trial> all) {
    if (pruner == null || objective.isUnspecified()) {
      return false;
    }
    List<LearningCurve> own = curves(trial);
    List<List<EpochRecord>> executions = trial.history().executions();
    if (!objective.hasValue(last(last(executions)).logs())) {
      return false;
    }
    LearningCurve curve = last(own);
    List<LearningCurve> others = new ArrayList<>();
    for (Trial other : all) {
      others.addAll(other == trial ? own.subList(0, own.size() - 1) : curves(other));
    }
    return pruner.prune(curve, others, objective.direction());
  }

  private List<LearningCurve> curves(Trial trial) {
    boolean finished = trial.status() == TrialStatus.COMPLETED && !trial.history().isPruned();
    List<TreeMap<Integer, Double>> all = new ArrayList<>();
    for (List<EpochRecord> epochs : trial.history().executions()) {
      int before = Integer.MAX_VALUE;
      for (EpochRecord epoch : epochs) {
        // A hypermodel may call fit several times, as for the parts of a cross-validation.
        if (epoch.epoch() <= before) {
          all.add(new TreeMap<>());
        }
        before = epoch.epoch();
        if (objective.hasValue(epoch.logs())) {
          last(all).put(before, objective.getValue(epoch.logs()));
        }
      }
    }
    return all.stream().map(v -> new LearningCurve(trial.trialId(), finished, v)).toList();
  }

  private static <E> E last(List<E> list) {
    return list.get(list.size() - 1);
  }
}
