package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.History;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.HostileCalls;

/** No public method of the tuner takes nonsense without a word or answers with a riddle. */
class HostileCallsTest {
  /** What a metric may be, what only tells, and what carries the text of an error. */
  private static final Set<String> MEANT =
      Set.of(
          "Direction.isBetter",
          "MetricStatistics",
          "Importance",
          "TrialResult.of[double]",
          "FailedTrialException",
          "FatalTrialException");

  @TempDir Path temp;
  private int oracles;

  private static Model build(HyperParameters hp) {
    Model model = Sequential.of(Input.of(1), new Dense(hp.Int("units", 1, 3)));
    model.compile(c -> c.loss("mse"));
    return model;
  }

  private RandomSearchOracle oracle() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    RandomSearchOracle oracle =
        new RandomSearchOracle(new OracleOptions().hyperparameters(hp).maxTrials(9));
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("oracle" + oracles++));
    return oracle;
  }

  private <T extends Tuner<T>> T silent(T tuner) {
    return tuner.silent(true).directory(temp).maxTrials(1).objective("loss");
  }

  private Trial trial() {
    Trial trial = oracle().createTrial("t");
    trial.metrics().update("loss", 1, 0);
    return trial;
  }

  private static HyperParameters space() {
    HyperParameters hp = new HyperParameters();
    hp.Int("loss", 1, 3);
    return hp;
  }

  @Test
  void areAnsweredPlainly() throws Exception {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    HostileCalls calls =
        new HostileCalls()
            .with(HyperModel.Builder.class, () -> HostileCallsTest::build)
            .with(HyperModel.class, () -> HyperModel.of(HostileCallsTest::build))
            .with(HyperParameters.class, HostileCallsTest::space)
            .with(HyperParameter.class, () -> space().space().get(0))
            .with(IntHyperParameter.class, () -> (IntHyperParameter) space().space().get(0))
            .with(Objective.class, () -> new Objective("loss", "min"))
            .with(OracleOptions.class, OracleOptions::new)
            .with(RandomSearchOracle.class, this::oracle)
            .with(RandomSearch.class, () -> silent(new RandomSearch(HostileCallsTest::build)))
            .with(
                BayesianOptimization.class,
                () -> silent(new BayesianOptimization(HostileCallsTest::build)))
            .with(Trial.class, this::trial)
            .with(TrialResult.class, () -> TrialResult.of(1))
            .with(MetricsTracker.class, () -> trial().metrics())
            .with(Condition.class, () -> new Condition("loss", List.of(1)))
            .with(Parent.class, () -> new Parent("loss", List.of(1)))
            .with(Parent[].class, () -> new Parent[0])
            .with(NumberOption[].class, () -> new NumberOption[0])
            .with(ChoiceOption[].class, () -> new ChoiceOption[0])
            .with(String[].class, () -> new String[] {"loss"})
            .with(Object[].class, () -> new Object[] {1})
            .with(List.class, () -> List.of(1))
            .with(Map.class, Map::of)
            .with(Throwable.class, IllegalStateException::new)
            .with(Path.class, () -> temp.resolve("path"))
            .with(PrintStream.class, () -> nowhere)
            .with(NDArray.class, () -> NDArray.zeros(2, 1))
            .with(FitOptions.class, FitOptions::new)
            .with(Supplier.class, () -> (Supplier<FitOptions>) FitOptions::new)
            .with(Consumer.class, () -> (Consumer<FitOptions>) o -> o.verbose(0))
            .with(History.class, () -> null);
    Set<String> wrong = calls.ask(Tuner.class);
    wrong.removeIf(w -> MEANT.stream().anyMatch(m -> w.contains(m)));
    assertTrue(calls.calls() > 300, "" + calls.calls());
    assertEquals(Set.of(), wrong, () -> String.join("\n", wrong));
  }
}
