package org.keras4j.tuner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The trials of a grid search in the order of their combinations, and those to go on from. */
final class GridOrder {
  private static final String ORDERED = "ordered_ids";
  private static final String QUEUE = "populate_next";

  private final List<String> ordered = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Deque<String> queue = new ArrayDeque<>();

  List<String> ordered() {
    return ordered;
  }

  boolean has(String trialId) {
    return known.contains(trialId);
  }

  /** Returns the trial behind another one; null behind the last. */
  @Nullable String after(String trialId) {
    int next = ordered.indexOf(trialId) + 1;
    return next < ordered.size() ? ordered.get(next) : null;
  }

  void insert(int index, String trialId) {
    ordered.add(index, trialId);
    known.add(trialId);
  }

  void insertAfter(String trialId, String newId) {
    insert(ordered.indexOf(trialId) + 1, newId);
  }

  /** Forgets the trials that are gone; returns whether there were any. */
  boolean keep(Set<String> trialIds) {
    queue.removeIf(id -> !trialIds.contains(id));
    known.retainAll(trialIds);
    return ordered.retainAll(trialIds);
  }

  /** Sorts the trials anew; returns whether that has moved any. */
  boolean sort(Comparator<String> comparator) {
    List<String> before = List.copyOf(ordered);
    ordered.sort(comparator);
    return !before.equals(ordered);
  }

  /** Queues a trial, behind which a combination may be missing. */
  void enqueue(String trialId) {
    queue.add(trialId);
  }

  /** Queues all trials anew. */
  void enqueueAll() {
    queue.clear();
    queue.addAll(ordered);
  }

  @Nullable String poll() {
    return queue.poll();
  }

  void save(Map<String, @Nullable Object> state) {
    state.put(ORDERED, new ArrayList<>(ordered));
    state.put(QUEUE, new ArrayList<>(queue));
  }

  /** Restores what was saved; KerasTuner saves nothing. */
  void load(JsonObject state) {
    ordered.clear();
    known.clear();
    queue.clear();
    if (state.members().containsKey(ORDERED)) {
      ordered.addAll(state.strings(ORDERED));
      known.addAll(ordered);
      queue.addAll(state.strings(QUEUE));
    }
  }
}
