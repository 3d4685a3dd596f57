package org.keras4j.callbacks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The logs of all epochs: Keras's {@code History}, which {@code fit} returns.
 *
 * <p>{@code history().get("val_accuracy")} has one entry for each epoch with validation.
 */
public final class History extends Callback {

  private final Map<String, List<Double>> history = new LinkedHashMap<>();
  private final List<Integer> epoch = new ArrayList<>();
  private final List<Map<String, Double>> logs = new ArrayList<>();

  /** Makes an empty history. */
  public History() {}

  @Override
  public void onTrainBegin() {
    history.clear();
    epoch.clear();
    logs.clear();
  }

  @Override
  public void onEpochEnd(int e, Logs ofEpoch) {
    add(e, ofEpoch.asMap());
  }

  private void add(int e, Map<String, Double> ofEpoch) {
    epoch.add(e);
    logs.add(Collections.unmodifiableMap(new LinkedHashMap<>(ofEpoch)));
    ofEpoch.forEach((k, v) -> history.computeIfAbsent(k, n -> new ArrayList<>()).add(v));
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    return SavedState.of("epoch", List.copyOf(epoch), "logs", List.copyOf(logs));
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    onTrainBegin();
    List<?> epochs = (List<?>) Objects.requireNonNull(state.get("epoch"), "epoch");
    List<?> saved = (List<?>) Objects.requireNonNull(state.get("logs"), "logs");
    for (int i = 0; i < epochs.size(); i++) {
      Map<String, Double> ofEpoch = new LinkedHashMap<>();
      ((Map<?, ?>) saved.get(i))
          .forEach((name, value) -> ofEpoch.put((String) name, ((Number) value).doubleValue()));
      add(((Number) epochs.get(i)).intValue(), ofEpoch);
    }
  }

  /** Returns the losses and metrics by name, one list entry an epoch. */
  public Map<String, List<Double>> history() {
    return Collections.unmodifiableMap(history);
  }

  /**
   * Returns the values of one name.
   *
   * @throws IllegalArgumentException if there is none of this name, listing those there are
   */
  public List<Double> get(String name) {
    List<Double> values = history.get(name);
    if (values == null) {
      throw org.keras4j.internal.Names.unknown("metric in history", name, history.keySet());
    }
    return Collections.unmodifiableList(values);
  }

  /** Returns the numbers of the epochs, from 0. */
  public List<Integer> epoch() {
    return Collections.unmodifiableList(epoch);
  }

  /**
   * Returns the losses and metrics of one epoch by name; without those of validation if it was not
   * validated. The lists of {@link #history} do not say which epochs these are from.
   *
   * @param index which of the epochs of this training, from 0, as in {@link #epoch}
   * @throws IndexOutOfBoundsException if there is no such epoch
   */
  public Map<String, Double> logs(int index) {
    return logs.get(index);
  }
}
