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
    epoch.add(e);
    logs.add(Collections.unmodifiableMap(new LinkedHashMap<>(ofEpoch.asMap())));
    ofEpoch.asMap().forEach((k, v) -> history.computeIfAbsent(k, n -> new ArrayList<>()).add(v));
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    return SavedState.of("epoch", List.copyOf(epoch), "history", copy());
  }

  private Map<String, List<Double>> copy() {
    Map<String, List<Double>> copy = new LinkedHashMap<>();
    history.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return copy;
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    onTrainBegin();
    numbers(state, "epoch").forEach(e -> epoch.add(e.intValue()));
    Map<?, ?> saved = (Map<?, ?>) Objects.requireNonNull(state.get("history"), "history");
    for (Object key : saved.keySet()) {
      String name = (String) key;
      List<Double> values = new ArrayList<>();
      numbers(saved, name).forEach(v -> values.add(v.doubleValue()));
      history.put(name, values);
    }
  }

  private static List<Number> numbers(Map<?, ? extends @Nullable Object> map, String name) {
    List<Number> numbers = new ArrayList<>();
    List<?> found = (List<?>) Objects.requireNonNull(map.get(name), name);
    found.forEach(n -> numbers.add((Number) n));
    return numbers;
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
