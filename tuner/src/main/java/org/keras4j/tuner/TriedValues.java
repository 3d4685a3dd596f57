package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The combinations of values that were tried, as hashes like KerasTuner's. */
final class TriedValues {
  private final Set<String> notes;
  private final Set<String> hashes = new LinkedHashSet<>();
  private final Map<String, String> hashOfTrial = new LinkedHashMap<>();

  TriedValues() {
    this(Set.of());
  }

  /** Takes combinations for the same that differ in notes only. */
  TriedValues(Set<String> notes) {
    this.notes = notes;
  }

  boolean contains(Map<String, Object> values) {
    return hashes.contains(hashWithoutNotes(values));
  }

  /** The number of combinations. */
  int size() {
    return hashes.size();
  }

  /** Whether values were recorded for a trial. */
  boolean knows(String trialId) {
    return hashOfTrial.containsKey(trialId);
  }

  /** Records a trial's values; those recorded for it before are forgotten. */
  void record(String trialId, Map<String, Object> values) {
    String hash = hashWithoutNotes(values);
    hashes.add(hash);
    String old = hashOfTrial.put(trialId, hash);
    if (old != null && !old.equals(hash) && !hashOfTrial.containsValue(old)) {
      hashes.remove(old);
    }
  }

  private String hashWithoutNotes(Map<String, Object> values) {
    Map<String, Object> combination = new TreeMap<>(values);
    combination.keySet().removeAll(notes);
    return hash(combination);
  }

  static String hash(Map<String, Object> values) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach((name, v) -> text.append(name).append('=').append(PythonText.str(v)));
    return HexFormat.of().formatHex(Sha256.of(text.toString()), 0, 16);
  }

  void save(Map<String, @Nullable Object> state) {
    state.put("tried_so_far", new ArrayList<>(hashes));
    state.put("id_to_hash", new LinkedHashMap<>(hashOfTrial));
  }

  void load(JsonObject state) {
    List<String> saved = state.strings("tried_so_far");
    hashes.clear();
    hashes.addAll(saved);
    hashOfTrial.clear();
    JsonObject byTrial = state.object("id_to_hash");
    for (String id : byTrial.members().keySet()) {
      // KerasTuner leaves a null for ids it only asked about.
      if (!byTrial.isNull(id)) {
        hashOfTrial.put(id, byTrial.string(id));
      }
    }
  }
}
