package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.callbacks.History;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.layers.Add;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Inputs and outputs that are given by name; expected numbers are from Keras 3.15.1. */
class NamedOutputsTest {

  private static final NDArray X = NDArray.full(DType.FLOAT32, .1, 4, 3);
  private static final NDArray Y = NDArray.full(DType.FLOAT32, .2, 4, 2);

  private final Input x = Input.of(3).name("x");
  private final Input y = Input.of(2).name("y");
  private final KerasTensor h = ones(2).apply(new Concatenate().apply(x, y));
  private final KerasTensor p = ones(1).name("o1").apply(h);
  private final KerasTensor q = ones(2).name("o2").apply(h);

  private static Dense ones(int units) {
    return new Dense(units).kernelInitializer("ones");
  }

  /** Takes its inputs, and gives its outputs, by name. */
  private static final class SumAndDifference extends Layer {
    @Override
    protected List<String> inputNames() {
      return List.of("u", "v");
    }

    @Override
    protected List<String> outputNames() {
      return List.of("sum", "difference");
    }

    @Override
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> in, CallContext context) {
      @SuppressWarnings("unchecked")
      Operand<TFloat32> u = (Operand<TFloat32>) in.get(0);
      @SuppressWarnings("unchecked")
      Operand<TFloat32> v = (Operand<TFloat32>) in.get(1);
      return List.of(tf.math.add(u, v), tf.math.sub(u, v));
    }

    @Override
    protected void config(Config c) {}
  }

  @Test
  void lossesMetricsAndPredictionsHaveTheNames() {
    try (var model = new Model(Map.of("y", y, "x", x), Map.of("q", q, "p", p))) {
      assertEquals(List.of("x", "y"), model.inputNames());
      assertEquals(List.of("p", "q"), model.outputNames());
      model.compile(
          c ->
              c.optimizer(new SGD(0.01))
                  .loss(Map.of("p", "mse", "q", "mae"))
                  .metrics(Map.of("q", List.of("mae"))));
      Map<String, NDArray> targets =
          Map.of("p", NDArray.ones(DType.FLOAT32, 4, 1), "q", NDArray.ones(DType.FLOAT32, 4, 2));
      History h = model.fit(Map.of("x", X, "y", Y), targets, o -> o.epochs(2).verbose(0));
      assertValues(h, "loss", .55999994, .46890754);
      assertValues(h, "p_loss", .15999998, .11862773);
      assertValues(h, "q_loss", .39999998, .35027981);
      assertValues(h, "q_mae", .39999998, .35027981);
      Map<String, NDArray> predicted =
          model.predictByName(Map.of("x", X, "y", Y), o -> o.verbose(0));
      assertEquals(List.of("p", "q"), List.copyOf(predicted.keySet()));
      assertEquals(1.2942193, predicted.get("p").getDouble(0, 0), 1e-6);
      assertEquals(1.3035842, predicted.get("q").getDouble(0, 1), 1e-6);
      // Without the names it is the same in their order.
      List<NDArray> byPlace = model.predict(List.of(X, Y), o -> o.verbose(0));
      assertEquals(1.2942193, byPlace.get(0).getDouble(0, 0), 1e-6);
    }
  }

  private static void assertValues(History h, String name, double... expected) {
    double[] values = h.history().get(name).stream().mapToDouble(v -> v).toArray();
    assertArrayEquals(expected, values, 2e-6, name);
  }

  @Test
  void isCalledByName() {
    try (var inner = new Model(Map.of("x", x, "y", y), Map.of("q", q, "p", p))) {
      Input a = Input.of(3);
      Input b = Input.of(2);
      Map<String, KerasTensor> outputs = inner.applyByName(Map.of("x", a, "y", b));
      try (var model = new Model(List.of(a, b), List.of(outputs.get("q"), outputs.get("p")))) {
        List<NDArray> byPlace = inner.predict(List.of(X, Y), o -> o.verbose(0));
        List<NDArray> nested = model.predict(List.of(X, Y), o -> o.verbose(0));
        assertEquals(byPlace.get(0), nested.get(1));
        assertEquals(byPlace.get(1), nested.get(0));
      }
    }
  }

  @Test
  void ownLayerIsCalledByName() {
    Input u = Input.of(2);
    Input v = Input.of(2);
    Map<String, KerasTensor> outputs = new SumAndDifference().applyByName(Map.of("v", v, "u", u));
    try (var model = new Model(List.of(u, v), List.of(outputs.get("difference")))) {
      NDArray three = NDArray.full(DType.FLOAT32, 3, 1, 2);
      NDArray five = NDArray.full(DType.FLOAT32, 5, 1, 2);
      assertEquals(-2, model.predictOnBatch(List.of(three, five)).get(0).getDouble(0, 0));
    }
  }

  @Test
  void refusesOtherNames() {
    assertMessage("x", () -> new Model(Map.of("z", x), Map.of("p", new Dense(1).apply(x))));
    assertMessage(
        "no tensor for input of Layer",
        () -> new SumAndDifference().apply(Map.of("u", Input.of(2))));
    assertMessage(
        "w", () -> new SumAndDifference().apply(Map.of("u", Input.of(2), "w", Input.of(2))));
    assertMessage("by place", () -> new Add().apply(Map.of("a", x, "b", x)));
    try (var same = new Model(List.of(x, y), List.of(p, p))) {
      assertMessage("no names of their own", () -> same.predictByName(Map.of("x", X, "y", Y)));
      assertMessage("no names of their own", () -> same.applyByName(Map.of("x", x, "y", y)));
    }
  }

  private static void assertMessage(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
