package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keras4j.tuner.internal.PruningOrder;

/** Asks a pruner about a trial, with what all trials have logged so far. */
final class Pruning {
  private final @Nullable Pruner pruner;
  private final Objective objective;

  Pruning(@Nullable Pruner pruner, Objective objective) {
    this.pruner = pruner;
    this.objective = objective;
  }

  @Nullable Pruner pruner() {
    return pruner;
  }

  /** Whether the last training of a trial is to be stopped after its last epoch. */
  boolean stops(Trial trial, List<Trial> all) {
    PruningOrder order = order(trial, all);
    return order != null && stops(trial.trialId(), trial.history(), order, objective);
  }

  /** What is to be known of the other trials where this one is run; null without a pruner. */
  @Nullable PruningOrder order(Trial trial, List<Trial> all) {
    if (pruner == null || objective.isUnspecified()) {
      return null;
    }
    List<LearningCurve> before = new ArrayList<>();
    List<LearningCurve> after = new ArrayList<>();
    boolean found = false;
    for (Trial other : all) {
      if (other.trialId().equals(trial.trialId())) {
        found = true;
      } else {
        boolean finished = other.status() == TrialStatus.COMPLETED && !other.history().isPruned();
        (found ? after : before)
            .addAll(curves(other.trialId(), finished, other.history(), objective));
      }
    }
    return new PruningOrder(pruner, before, after);
  }

  /** The same where a trial is run elsewhere. */
  static boolean stops(
      String trialId, TrialHistory history, PruningOrder order, Objective objective) {
    List<List<EpochRecord>> executions = history.executions();
    if (!objective.hasValue(last(last(executions)).logs())) {
      return false;
    }
    List<LearningCurve> own = curves(trialId, false, history, objective);
    List<LearningCurve> others = new ArrayList<>(order.before());
    others.addAll(own.subList(0, own.size() - 1));
    others.addAll(order.after());
    return order.pruner().prune(last(own), others, objective.direction());
  }

  private static List<LearningCurve> curves(
      String trialId, boolean finished, TrialHistory history, Objective objective) {
    List<TreeMap<Integer, Double>> all = new ArrayList<>();
    for (List<EpochRecord> epochs : history.executions()) {
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
    return all.stream().map(v -> new LearningCurve(trialId, finished, v)).toList();
  }

  private static <E> E last(List<E> list) {
    return list.get(list.size() - 1);
  }
}
