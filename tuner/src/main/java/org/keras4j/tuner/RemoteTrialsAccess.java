package org.keras4j.tuner;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.tuner.internal.RemoteTrials;
import org.keras4j.tuner.internal.TrialOrder;
import org.keras4j.tuner.internal.TrialReport;
import org.keras4j.tuner.internal.TrialRunner;

/** Opens the side door of this package. */
final class RemoteTrialsAccess extends RemoteTrials {
  private static final Set<String> ELSEWHERE =
      Set.of("runTrial", "beforeFit", "onEpochBegin", "onEpochEnd");

  @Override
  public void search(Tuner<?> tuner, int workers, TrialRunner runner) {
    refuseOverrides(tuner);
    Oracle oracle = tuner.oracle();
    oracle.display().setSilent(tuner.isSilent());
    oracle.project().exclusively(() -> new RemoteSearch(tuner, workers, runner).run());
  }

  private static void refuseOverrides(Tuner<?> tuner) {
    for (Class<?> c = tuner.getClass(); c != Tuner.class; c = c.getSuperclass()) {
      List<String> own =
          Arrays.stream(c.getDeclaredMethods())
              .filter(method -> !method.isSynthetic() && ELSEWHERE.contains(method.getName()))
              .map(method -> method.getName())
              .distinct()
              .sorted()
              .toList();
      if (!own.isEmpty()) {
        throw new IllegalStateException(
            c.getSimpleName()
                + " overrides "
                + own
                + ", which would have to run on the machine that trains, where there is no tuner."
                + " Put it into the hypermodel: build, fit or run, and callbacks among the"
                + " arguments of fit");
      }
    }
  }

  @Override
  public @Nullable Pruner pruner(Tuner<?> tuner) {
    return tuner.oracle().state().pruning().pruner();
  }

  @Override
  public TrialReport run(
      TrialOrder order, HyperModel hyperModel, Supplier<FitOptions> options, Path folder) {
    return new RemoteRun(order, hyperModel).run(options, folder);
  }
}
