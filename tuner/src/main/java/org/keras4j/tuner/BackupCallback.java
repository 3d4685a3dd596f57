package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.internal.GlobalState;
import org.keras4j.internal.callbacks.CallbackAccess;
import org.keras4j.internal.callbacks.Resuming;
import org.keras4j.internal.callbacks.TrainingVariables;
import org.keras4j.ndarray.NDArray;

/**
 * Backs a training up after its epochs, and lets it go on from there.
 *
 * <p>Only the first {@code fit} of an execution is backed up: what a hypermodel does after it is
 * done again, as if nothing had happened, and what it has done before a second one is not known.
 */
final class BackupCallback extends TrialCallback implements Resuming {
  private static final System.Logger LOG = System.getLogger("org.keras4j.tuner");
  private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();
  private static final CallbackAccess ACCESS = CallbackAccess.get();

  private final TrialProgress progress;
  private final @Nullable JsonObject saved;
  private boolean begun;
  private boolean off;
  private String signature = "";
  private @Nullable BackupMisfitException misfit;

  /**
   * @param saved the training to go on with; null for none
   */
  BackupCallback(TrialProgress progress, @Nullable JsonObject saved) {
    this.progress = progress;
    this.saved = saved;
  }

  /**
   * Ends a training that could not go on, whatever the hypermodel has made of it.
   *
   * @throws BackupMisfitException if it could not
   */
  void throwMisfit() {
    if (misfit != null) {
      throw misfit;
    }
  }

  private BackupMisfitException misfit(BackupMisfitException reason) {
    misfit = reason;
    return reason;
  }

  @Override
  public int resumedEpoch(int initialEpoch, List<Callback> all) {
    if (begun) {
      off = true;
      progress.forgetTraining();
      return NONE;
    }
    begun = true;
    signature = FitSignature.of(model(), params(), initialEpoch, others(all));
    if (saved == null) {
      return NONE;
    }
    if (!saved.string("signature").equals(signature)) {
      throw misfit(
          new BackupMisfitException(
              "the model, the epochs, the steps of an epoch or the callbacks are others"));
    }
    return saved.integer("epoch");
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // a callback of a user may throw anything
  public void resume(List<Callback> all) {
    JsonObject state = Objects.requireNonNull(saved);
    try {
      StateTree tree = new StateTree(progress.load(TrainingVariables.of(model())));
      List<JsonObject> states = state.objects("callbacks");
      List<Callback> others = others(all);
      for (int i = 0; i < others.size(); i++) {
        ACCESS.loadState(others.get(i), tree.put(states.get(i).members()));
      }
      progress.resume(state);
      GlobalState.current().restore(present(state.object("random").members()));
    } catch (BackupMisfitException e) {
      throw misfit(e);
    } catch (RuntimeException e) {
      throw misfit(new BackupMisfitException("a callback cannot take its state: " + e, e));
    }
  }

  private static Map<String, Object> present(Map<String, ? extends @Nullable Object> members) {
    Map<String, Object> present = new LinkedHashMap<>();
    members.forEach((name, value) -> present.put(name, Objects.requireNonNull(value, name)));
    return present;
  }

  @Override
  public void epochEnded(int epoch, boolean last, List<Callback> all) {
    // The last one is repeated rather than kept: whoever has stopped the training does so again.
    if (!off && !last) {
      progress.whenDue(() -> backUp(epoch, all));
    }
  }

  private void backUp(int epoch, List<Callback> all) {
    List<NDArray> arrays = new ArrayList<>();
    StateTree tree = new StateTree(arrays);
    List<Object> states = new ArrayList<>();
    for (Callback callback : others(all)) {
      Map<String, @Nullable Object> state = ACCESS.saveState(callback);
      if (state == null) {
        off = true;
        noteOnce(callback);
        return;
      }
      states.add(taken(callback, tree, state));
    }
    Map<String, @Nullable Object> training =
        Json.object(
            "epoch",
            epoch + 1,
            "signature",
            signature,
            "callbacks",
            states,
            "random",
            GlobalState.current().save());
    progress.backUp(training, TrainingVariables.of(model()), arrays);
  }

  private static Map<String, @Nullable Object> taken(
      Callback callback, StateTree tree, Map<String, @Nullable Object> state) {
    try {
      return tree.taken(state);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(callback.getClass().getName() + ": " + e.getMessage(), e);
    }
  }

  /** The callbacks that a training which goes on must have, too. */
  private static List<Callback> others(List<Callback> all) {
    return all.stream()
        .filter(c -> !(c instanceof TrialCallback) && !(c instanceof ProgbarLogger))
        .toList();
  }

  private static void noteOnce(Callback callback) {
    String name = callback.getClass().getName();
    if (NAMED.add(name)) {
      LOG.log(
          System.Logger.Level.INFO,
          "Trials with the callback {0} are not backed up, as it has no saveState; one that is cut"
              + " off is run again from its start",
          name);
    }
  }
}
