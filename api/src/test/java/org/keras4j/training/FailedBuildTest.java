package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.core.CallContext;
import org.keras4j.core.SeedGenerator;
import org.keras4j.initializers.GlorotUniform;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Reshape;
import org.keras4j.metrics.MeanSquaredError;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What fails while something is built, called or put together leaves everything as it was. */
class FailedBuildTest {

  private static final NDArray BAD = NDArray.of(new int[][] {{0, 4}});
  private static final NDArray GOOD = NDArray.of(new int[][] {{0, 3}});

  /** Throws as often as it is told, after having made a weight, a generator and a layer. */
  private static final class Moody extends Layer {
    private int failingBuilds;
    private int failingCalls;

    @Override
    protected void build(Shape input) {
      addWeight("w", Shape.of(2), new GlorotUniform());
      addSeedGenerator(new SeedGenerator(null));
      Dense inner = track(new Dense(2));
      inner.apply(Input.of(2));
      if (failingBuilds-- > 0) {
        throw new UnsupportedOperationException("build");
      }
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      if (failingCalls-- > 0) {
        throw new UnsupportedOperationException("call");
      }
      return x;
    }
  }

  private static Sequential embedding() {
    var model =
        Sequential.of(Input.of(DType.INT32, 2), new Embedding(4, 2), new Flatten(), new Dense(1));
    model.compile(c -> c.loss("mse").optimizer("adam"));
    return model;
  }

  @Test
  void aLayerIsUsableAfterAFailedFirstCallOnData() {
    var layer = new Embedding(4, 2);
    assertThrows(RuntimeException.class, () -> layer.apply(BAD));
    assertEquals(Shape.of(1, 2, 2), layer.apply(GOOD).shape());
    assertEquals(1, layer.getWeights().size());
    var weights = layer.getWeights();
    assertThrows(RuntimeException.class, () -> layer.apply(BAD, true));
    assertEquals(weights, layer.getWeights());
  }

  @Test
  void aModelIsUsableAfterAFailedFirstCallOnData() {
    try (var model = embedding()) {
      assertThrows(RuntimeException.class, () -> model.apply(BAD));
      assertEquals(3, model.getWeights().size());
      model.fit(GOOD, NDArray.zeros(1, 1), o -> o.verbose(0));
      assertEquals(Shape.of(1, 1), model.predict(GOOD, o -> o.verbose(0)).shape());
    }
  }

  @Test
  void aModelIsUsableAfterAFailedFirstRun() {
    try (var model = embedding()) {
      var y = NDArray.zeros(1, 1);
      assertThrows(RuntimeException.class, () -> model.fit(BAD, y, o -> o.verbose(0)));
      assertThrows(RuntimeException.class, () -> model.predictOnBatch(BAD));
      assertThrows(RuntimeException.class, () -> model.trainOnBatch(BAD, y));
      assertEquals(1, model.fit(GOOD, y, o -> o.verbose(0)).get("loss").size());
    }
  }

  @Test
  void whatAFailedBuildMadeIsTakenBack() {
    for (boolean inCall : new boolean[] {false, true}) {
      Keras.clearSession();
      Keras.setRandomSeed(5);
      var undisturbed = new Moody();
      undisturbed.apply(Input.of(2));
      var expected = undisturbed.variables().stream().map(v -> v.value()).toList();
      var next = new Dense(1);

      Keras.clearSession();
      Keras.setRandomSeed(5);
      var moody = new Moody();
      moody.failingBuilds = inCall ? 0 : 1;
      moody.failingCalls = inCall ? 1 : 0;
      KerasTensor in = Input.of(2);
      assertThrows(UnsupportedOperationException.class, () -> moody.apply(in));
      assertFalse(moody.isBuilt());
      assertEquals(0, moody.variables().size());
      moody.apply(in);
      assertEquals(expected, moody.variables().stream().map(v -> v.value()).toList());
      assertEquals(next.name(), new Dense(1).name());
    }
  }

  @Test
  void layersOfASequentialAreNotBuiltByAFailedAdd() {
    var model = Sequential.of(Input.of(4), new Dense(3));
    var inner = Sequential.of(new Dense(5), new Reshape(7));
    assertThrows(IllegalArgumentException.class, () -> model.add(inner));
    assertEquals(1, model.layers().size());
    assertFalse(inner.isBuilt());
    assertFalse(inner.layers().get(0).isBuilt());
    model.add(new Dense(1));
    assertEquals(Shape.of(2, 1), model.predict(NDArray.ones(2, 4), o -> o.verbose(0)).shape());
    model.close();
  }

  @Test
  void aSequentialBuiltByWrongDataCanBeBuiltByOther() {
    try (var model = Sequential.of(new Dense(6), new Reshape(3, 2), new Dense(1))) {
      model.pop();
      model.add(new Reshape(4));
      assertThrows(RuntimeException.class, () -> model.build(Shape.of(-1, 2)));
      assertFalse(model.layers().get(0).isBuilt());
      model.pop();
      assertEquals(Shape.of(1, 3, 2), model.predict(NDArray.ones(1, 9), o -> o.verbose(0)).shape());
    }
  }

  @Test
  void aModelThatCannotBeMadeGivesItsNameBack() {
    Keras.clearSession();
    var in = Input.of(2);
    var other = Input.of(2);
    var out = new Dense(1).apply(other);
    assertThrows(IllegalArgumentException.class, () -> new Model(in, out));
    assertThrows(
        IllegalArgumentException.class, () -> Sequential.of(in, new Dense(2), new Reshape(7)));
    assertEquals("functional", new Model(other, out).name());
    assertEquals("sequential", new Sequential().name());
  }

  @Test
  void aRefusedCompileChangesNothing() {
    var metric = new MeanSquaredError();
    try (var owner = Sequential.of(Input.of(1), new Dense(1));
        var model = Sequential.of(Input.of(1), new Dense(1))) {
      owner.compile(c -> c.loss("mse").metrics(metric));
      model.compile(c -> c.loss("mae"));
      var optimizer = model.optimizer();
      assertThrows(
          IllegalArgumentException.class, () -> model.compile(c -> c.loss("mse").metrics(metric)));
      assertEquals(optimizer, model.optimizer());
      assertEquals(
          List.of("loss"),
          List.copyOf(
              model
                  .evaluate(NDArray.ones(1, 1), NDArray.ones(1, 1), o -> o.verbose(0))
                  .asMap()
                  .keySet()));
    }
  }
}
