package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.core.CallContext;
import org.keras4j.layers.Add;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Forms of calls that somebody who comes from Python writes without looking them up. */
class PythonFormsTest {

  private static final NDArray A = NDArray.of(new float[][] {{1}, {2}, {3}, {4}});
  private static final NDArray B = NDArray.of(new float[][] {{4}, {3}, {1}, {0}});
  private static final NDArray Y = NDArray.of(new float[][] {{2}, {1}, {1}, {0}});

  private static Model sum() {
    var a = Input.of(1).name("a");
    var b = Input.of(1).name("b");
    var dense = new Dense(1).kernelInitializer("ones").name("y");
    var model = new Model(List.of(a, b), List.of(dense.apply(new Add().apply(a, b))));
    model.compile(c -> c.loss("mse").optimizer(new SGD(0.01)));
    return model;
  }

  @Test
  void severalInputsAreFittedByPlaceAndByName() {
    try (Model byPlace = sum();
        Model byName = sum()) {
      byPlace.fit(List.of(A, B), List.of(Y), o -> o.shuffle(false).verbose(0));
      byName.fit(Map.of("b", B, "a", A), Map.of("y", Y), o -> o.shuffle(false).verbose(0));
      assertEquals(byPlace.getWeights(), byName.getWeights());
      assertTrue(byPlace.getWeights().get(0).getFloat(0, 0) < 1);
      double loss = byPlace.evaluate(List.of(A, B), List.of(Y)).loss();
      assertEquals(loss, byPlace.evaluate(List.of(A, B), List.of(Y), o -> o.verbose(0)).loss());
      assertEquals(byPlace.predictOnBatch(List.of(A, B)), byPlace.predict(List.of(A, B)));
    }
  }

  @Test
  void aLossMayBeAFunctionAndCallbacksAList() {
    try (var byFunction = Sequential.of(Input.of(1), new Dense(1).kernelInitializer("ones"));
        var byName = Sequential.of(Input.of(1), new Dense(1).kernelInitializer("ones"))) {
      byFunction.compile(c -> c.loss(PythonFormsTest::squares).optimizer(new SGD(0.01)));
      byName.compile(c -> c.loss("mse").optimizer(new SGD(0.01)));
      List<String> calls = new ArrayList<>();
      List<Callback> callbacks = new ArrayList<>();
      callbacks.add(new LambdaCallback().onTrainBegin(() -> calls.add("fit")));
      callbacks.add(new LambdaCallback().onTestBegin(() -> calls.add("evaluate")));
      byFunction.fit(A, Y, o -> o.shuffle(false).verbose(0).callbacks(callbacks));
      byName.fit(A, Y, o -> o.shuffle(false).verbose(0));
      for (int i = 0; i < 2; i++) {
        NDArray expected = byName.getWeights().get(i);
        assertTrue(byFunction.getWeights().get(i).allClose(expected, 1e-5, 1e-6));
      }
      byFunction.evaluate(A, Y, o -> o.verbose(0).callbacks(callbacks));
      assertEquals(List.of("fit", "evaluate"), calls);
    }
  }

  private static Operand<TFloat32> squares(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
    return tf.math.mean(tf.math.squaredDifference(y, p), tf.constant(-1));
  }

  @Test
  void aLayerMayHaveNoClassOfItsOwn() {
    var twice =
        new Layer() {
          @Override
          protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
            return tf.math.add(x, x);
          }
        };
    assertEquals("Layer", twice.className());
    assertEquals(A.add(A), twice.apply(A));
  }

  @Test
  void aModelMayEndAtALayerOfAnother() {
    var shared = new Dense(3);
    try (var whole = Sequential.of(Input.of(1), shared, new Dense(2));
        var half = new Model(whole.input(), whole.getLayer(-2).output())) {
      assertSame(shared, whole.getLayer(-2));
      assertTrue(shared.apply(A).allClose(half.predict(A, o -> o.verbose(0)), 1e-5, 1e-6));
      assertEquals(whole.outputShape(), whole.output().shape());
      KerasTensor first = shared.output();
      shared.apply(Input.of(1));
      assertSame(first, shared.output());
      assertThrows(IndexOutOfBoundsException.class, () -> whole.getLayer(-3));
    }
  }
}
