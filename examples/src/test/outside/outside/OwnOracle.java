package outside;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.tuner.HyperParameter;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.Suggestion;

/** Tries the values of all hyperparameters from the last to the first. */
public final class OwnOracle extends Oracle {

  private int next;

  public OwnOracle(OracleOptions options) {
    super(options);
  }

  @Override
  protected Suggestion populateSpace(String trialId) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (HyperParameter parameter : getSpace().space()) {
      List<Object> all = parameter.values();
      values.put(parameter.name(), all.get(Math.floorMod(-1 - next, all.size())));
    }
    next++;
    return isTried(values) ? Suggestion.stop() : Suggestion.run(values);
  }

  @Override
  protected void saveState(Map<String, Object> state) {
    state.put("next", next);
  }

  @Override
  protected void loadState(Map<String, ?> state) {
    next = ((Number) state.get("next")).intValue();
  }
}
