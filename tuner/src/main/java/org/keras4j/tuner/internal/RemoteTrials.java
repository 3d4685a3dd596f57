package org.keras4j.tuner.internal;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.internal.Bridge;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.Pruner;
import org.keras4j.tuner.Tuner;

/**
 * The two halves of a search whose trials run on other machines. The one here asks the oracle for
 * trials and tells it how they went; the one there builds and trains. {@link Tuner} registers the
 * implementation.
 */
public abstract class RemoteTrials {
  private static final Bridge<RemoteTrials> BRIDGE = new Bridge<>(Tuner.class);

  /** For {@link Tuner}. */
  protected RemoteTrials() {}

  /** Registers the implementation. */
  public static void set(RemoteTrials access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static RemoteTrials get() {
    return BRIDGE.get();
  }

  /**
   * Searches as {@link Tuner#search(Supplier)} does, with several trials at once. The calling
   * thread alone asks and tells and calls the tuner's hooks.
   *
   * @param tuner the tuner
   * @param workers how many trials run at once
   * @param runner runs one
   * @throws IllegalStateException if the tuner overrides what would have to run elsewhere
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; what was
   *     running is run again when the search goes on
   */
  public abstract void search(Tuner<?> tuner, int workers, TrialRunner runner);

  /**
   * Returns the pruner of a tuner, which is sent with each trial.
   *
   * @return null if there is none
   */
  public abstract @Nullable Pruner pruner(Tuner<?> tuner);

  /**
   * Runs a trial on this machine. Whatever the model does wrong is a failure of the trial, which is
   * reported.
   *
   * @param order the trial
   * @param hyperModel the model
   * @param options makes the arguments of fit for each training
   * @param folder where weights and build configuration are left
   * @throws java.util.concurrent.CancellationException if a callback threw it
   * @throws java.io.UncheckedIOException if the files cannot be written
   */
  public abstract TrialReport run(
      TrialOrder order, HyperModel hyperModel, Supplier<FitOptions> options, Path folder);
}
