package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Hyperband writes among the values of a trial, under KerasTuner's names. */
final class HyperbandNotes {
  private static final String EPOCHS = "tuner/epochs";
  private static final String INITIAL_EPOCH = "tuner/initial_epoch";
  private static final String BRACKET = "tuner/bracket";
  private static final String ROUND = "tuner/round";
  private static final String TRIAL_ID = "tuner/trial_id";

  /** The names that make no combination another one. */
  static final Set<String> NAMES = Set.of(EPOCHS, INITIAL_EPOCH, BRACKET, ROUND);

  private HyperbandNotes() {}

  /** Adds the notes of a trial that begins anew. */
  static Map<String, Object> begun(Map<String, Object> values, int epochs, int bracket) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put(EPOCHS, epochs);
    all.put(INITIAL_EPOCH, 0);
    all.put(BRACKET, bracket);
    all.put(ROUND, 0);
    return all;
  }

  /** Makes the values of a trial that trains the model of another one on. */
  static Map<String, Object> promoted(
      Trial source, int epochs, int initialEpoch, int bracket, int round) {
    Map<String, Object> all = new LinkedHashMap<>(source.hyperparameters().values());
    all.put(TRIAL_ID, source.trialId());
    all.put(EPOCHS, epochs);
    all.put(INITIAL_EPOCH, initialEpoch);
    all.put(BRACKET, bracket);
    all.put(ROUND, round);
    return all;
  }

  /** Returns the epochs of a trial; null if it has no notes. */
  static @Nullable Integer epochs(HyperParameters hp) {
    return number(hp, EPOCHS);
  }

  static int initialEpoch(HyperParameters hp) {
    Integer epoch = number(hp, INITIAL_EPOCH);
    return epoch == null ? 0 : epoch;
  }

  static @Nullable Integer bracket(HyperParameters hp) {
    return number(hp, BRACKET);
  }

  static @Nullable Integer round(HyperParameters hp) {
    return number(hp, ROUND);
  }

  /** Returns the trial whose model a trial trains on; null in the first round. */
  static @Nullable String source(HyperParameters hp) {
    Object id = hp.values().get(TRIAL_ID);
    return id == null ? null : id.toString();
  }

  private static @Nullable Integer number(HyperParameters hp, String name) {
    Object value = hp.values().get(name);
    return value == null ? null : Values.toInt(value, "Hyperband", name);
  }
}
