package org.keras4j.tuner.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.tuner.HyperParameter;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.Suggestion;
import org.keras4j.tuner.Trial;

/** Tries all values in turn, as somebody would write it who sees public API only. */
class GridOracle extends Oracle {
  private final List<String> visited = new ArrayList<>();
  private int next;

  GridOracle(OracleOptions options) {
    super(options);
  }

  /** Which trials were asked for. */
  List<String> visited() {
    return visited;
  }

  @Override
  protected Suggestion populateSpace(String trialId) {
    Map<String, Object> values = new LinkedHashMap<>();
    int rest = next;
    for (HyperParameter entry : getSpace().space()) {
      List<Object> choices = entry.values();
      values.put(entry.name(), choices.get(rest % choices.size()));
      rest /= choices.size();
    }
    if (rest > 0) {
      return ongoingTrialIds().isEmpty() ? Suggestion.stop() : Suggestion.idle();
    }
    next++;
    visited.add(trialId);
    return Suggestion.run(values);
  }

  @Override
  protected double scoreTrial(Trial trial) {
    return 10 * super.scoreTrial(trial);
  }

  @Override
  protected void saveState(Map<String, Object> state) {
    state.put("next", next);
    state.put("visited", visited);
  }

  @Override
  protected void loadState(Map<String, ?> state) {
    next = ((Number) state.get("next")).intValue();
    visited.clear();
    ((List<?>) state.get("visited")).forEach(id -> visited.add((String) id));
  }
}
