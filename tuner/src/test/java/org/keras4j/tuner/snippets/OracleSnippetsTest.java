package org.keras4j.tuner.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.Direction.MIN;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Flatten;
import org.keras4j.tuner.FailedTrialException;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Objective;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.RandomSearchOracle;
import org.keras4j.tuner.Suggestion;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.TrialResult;
import org.keras4j.tuner.TrialStatus;
import org.keras4j.tuner.Tuner;

/** The code in the Javadoc of oracles. */
@SuppressWarnings({"MissingOverride", "ClassCanBeStatic"}) // shown in Javadoc as it is
class OracleSnippetsTest {
  @TempDir Path folder;

  // snippet: own-oracle
  // Draws one value of the best trial anew.
  class NearBestOracle extends Oracle {
    NearBestOracle(OracleOptions options) {
      super(options);
    }

    protected Suggestion populateSpace(String trialId) {
      Map<String, Object> drawn = randomValues();
      if (drawn == null) {
        return Suggestion.stop();
      }
      List<Trial> best = getBestTrials(1);
      if (best.isEmpty() || best.get(0).score() == null) {
        return Suggestion.run(drawn);
      }
      var values = new LinkedHashMap<>(best.get(0).hyperparameters().values());
      var names = List.copyOf(values.keySet());
      String name = names.get(trials().size() % names.size());
      values.put(name, drawn.getOrDefault(name, values.get(name)));
      return Suggestion.run(isTried(values) ? drawn : values);
    }
  }

  class NearBest extends Tuner<NearBest> {
    NearBest(HyperModel hyperModel) {
      super(hyperModel);
      maxTrials(10);
    }

    protected Oracle createOracle(OracleOptions options) {
      return new NearBestOracle(options);
    }
  }

  // end snippet

  private static final class Paraboloid extends HyperModel {
    @Override
    public Model build(HyperParameters hp) {
      hp.Float("x", -2, 2);
      hp.Float("y", -2, 2);
      return Sequential.of(Input.of(1), new Flatten());
    }

    @Override
    public TrialResult run(HyperParameters hp, Model model, FitOptions options) {
      double x = hp.getDouble("x");
      double y = hp.getDouble("y");
      return TrialResult.of(x * x + y * y);
    }
  }

  @Test
  void anOracleOfOnesOwn() {
    var tuner = new NearBest(new Paraboloid()).seed(3).directory(folder).silent(true);
    tuner.search(new FitOptions());
    List<Trial> trials = tuner.oracle().trials();
    assertEquals(10, trials.size());
    Trial best = trials.get(0);
    for (Trial trial : trials.subList(1, 10)) {
      Map<String, Object> values = new LinkedHashMap<>(trial.hyperparameters().values());
      values.entrySet().removeAll(best.hyperparameters().values().entrySet());
      assertEquals(1, values.size(), trial + " after " + best);
      best = trial.score() < best.score() ? trial : best;
    }
    assertEquals(best.trialId(), tuner.results(1).get(0).trialId());
    assertTrue(best != trials.get(0));
  }

  @Test
  void askAndTell() {
    // snippet: ask-and-tell
    var hp = new HyperParameters();
    hp.Float("x", -2, 2);
    var options =
        new OracleOptions().hyperparameters(hp).objective(new Objective("y", MIN)).maxTrials(5);
    var oracle = new RandomSearchOracle(options);
    oracle.setProjectFolder(folder);
    Trial trial = oracle.ask();
    while (trial.status() == TrialStatus.RUNNING) {
      double x = trial.hyperparameters().getDouble("x");
      if (Math.abs(x) > 1.9) {
        oracle.fail(trial.trialId(), new FailedTrialException("too close to the edge"));
      } else {
        oracle.complete(trial.trialId(), Map.of("y", x * x));
      }
      trial = oracle.ask();
    }
    Trial best = oracle.getBestTrials(1).get(0);
    // end snippet

    assertEquals(5, oracle.trials().size());
    oracle.trials().stream()
        .filter(t -> t.status() == TrialStatus.COMPLETED)
        .forEach(t -> assertTrue(best.score() <= t.score()));
  }
}
