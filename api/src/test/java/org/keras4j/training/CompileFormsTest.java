package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.keras4j.CompileOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.layers.Dense;
import org.keras4j.losses.MeanAbsoluteError;
import org.keras4j.metrics.MeanSquaredError;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** The forms in which Keras's compile takes losses, weights and metrics of several outputs. */
class CompileFormsTest {

  /** Returns the logs of a fit, in the order in which Keras prints them. */
  private static Map<String, List<Double>> history(Consumer<CompileOptions> compile) {
    Input x = Input.of(3);
    var p = new Dense(1).name("p").kernelInitializer("ones").apply(x);
    var q = new Dense(1).name("q").kernelInitializer("ones").apply(x);
    try (Model model = new Model(List.of(x), List.of(p, q))) {
      model.compile(compile);
      NDArray ones = NDArray.ones(DType.FLOAT32, 4, 1);
      return model
          .fit(List.of(NDArray.ones(DType.FLOAT32, 4, 3)), List.of(ones, ones), o -> o.verbose(0))
          .history();
    }
  }

  private static void assertLogs(Set<String> expected, Consumer<CompileOptions> compile) {
    assertEquals(new TreeSet<>(expected), new TreeSet<>(history(compile).keySet()));
  }

  private static void assertRefused(String part, Consumer<CompileOptions> compile) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> history(compile)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void asManyMetricsAsOutputsAreOneForEach() {
    assertLogs(
        Set.of("loss", "p_loss", "p_mae", "q_loss", "q_mse"),
        c -> c.loss("mse").metrics("mae", "mse"));
    assertLogs(
        Set.of("loss", "p_loss", "p_mae", "q_loss", "q_mse"),
        c -> c.loss("mse").weightedMetrics("mae", "mse"));
    assertRefused("metrics has 3 elements", c -> c.loss("mse").metrics("mae", "mse", "mape"));
  }

  @Test
  void metricsAreGivenByPlaceOrName() {
    assertLogs(
        Set.of("loss", "p_loss", "p_mae", "p_mape", "q_loss", "q_mse"),
        c -> c.loss("mse").metrics(List.of(List.of("mae", "mape"), List.of("mse"))));
    assertLogs(
        Set.of("loss", "p_loss", "q_loss", "q_mse"),
        c -> c.loss("mse").metrics(List.of(List.of(), "mse")));
    assertLogs(
        Set.of("loss", "p_loss", "q_loss", "q_mean_squared_error"),
        c -> c.loss("mse").metrics(Map.of("q", new MeanSquaredError())));
    assertLogs(
        Set.of("loss", "p_loss", "p_mae", "q_loss", "q_mse"),
        c -> c.loss("mse").metrics(Map.of("q", "mse")).weightedMetrics(Map.of("p", "mae")));
    assertRefused("'z'", c -> c.loss("mse").metrics(Map.of("z", "mae")));
    assertRefused("received 3", c -> c.loss("mse").metrics(Map.of("p", 3)));
    assertRefused("metrics has 1", c -> c.loss("mse").metrics(List.of("mae")));
  }

  @Test
  void lossesAreGivenByPlaceOrName() {
    Map<String, List<Double>> logs = history(c -> c.loss(List.of("mse", "mae")));
    // Both outputs are 3 where 1 is wanted.
    assertEquals(4, logs.get("p_loss").get(0));
    assertEquals(2, logs.get("q_loss").get(0));
    assertEquals(6, logs.get("loss").get(0));
    logs =
        history(
            c ->
                c.loss(Map.of("p", new MeanAbsoluteError(), "q", "mse"))
                    .lossWeights(Map.of("q", .5)));
    assertEquals(4, logs.get("loss").get(0));
    logs = history(c -> c.loss("mse").lossWeights(1, .25));
    assertEquals(5, logs.get("loss").get(0));
    assertEquals(Set.of("loss"), history(c -> c.loss(Arrays.asList("mse", null))).keySet());
    assertRefused("loss has 1 elements", c -> c.loss(List.of("mse")));
    assertRefused("lossWeights has 3", c -> c.loss("mse").lossWeights(1, 2, 3));
    assertRefused("loss of output 1", c -> c.loss(List.of("mse", 4)));
    assertRefused("msx", c -> c.loss(List.of("mse", "msx")));
  }
}
