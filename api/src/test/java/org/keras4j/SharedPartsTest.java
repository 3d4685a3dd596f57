package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.losses.Huber;
import org.keras4j.losses.MeanSquaredError;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.regularizers.L2;

/** Models that hold a part at several places: in a file it is one, and not another one. */
class SharedPartsTest {

  private static final NDArray X = NDArray.of(new float[][] {{1, 2, 3, 4}, {4, -3, 2, 1}});
  private static final NDArray Y = NDArray.ones(2, 1);

  @TempDir Path folder;

  /** Saves and loads a model, and compares what both compute. */
  private void assertComesBack(Model model) {
    Path file = folder.resolve("m.keras");
    try (model) {
      model.save(file);
      try (Model loaded = Keras.loadModel(file);
          Predictor predictor = Predictor.load(file)) {
        List<NDArray> expected = model.predict(List.of(X), o -> o.verbose(0));
        assertEquals(model.weights().size(), loaded.weights().size());
        assertSame(expected, loaded.predict(List.of(X), o -> o.verbose(0)));
        assertSame(expected, predictor.predict(List.of(X)));
        if (model.isCompiled()) {
          List<NDArray> y = expected.stream().map(p -> Y).toList();
          assertEquals(
              model.evaluate(List.of(X), y, o -> o.verbose(0)).asMap(),
              loaded.evaluate(List.of(X), y, o -> o.verbose(0)).asMap());
        }
        Path again = folder.resolve("again.keras");
        loaded.save(again);
        try (Model second = Keras.loadModel(again)) {
          assertSame(expected, second.predict(List.of(X), o -> o.verbose(0)));
        }
      }
    }
  }

  private static void assertSame(List<NDArray> expected, List<NDArray> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      Close.assertIdentical("output " + i, expected.get(i), found.get(i));
    }
  }

  private static Model functional(Layer layer) {
    KerasTensor in = Input.of(4);
    return new Model(in, layer.apply(in));
  }

  private static Model both(Layer first, Layer second) {
    KerasTensor in = Input.of(4);
    return new Model(List.of(in), List.of(first.apply(in), second.apply(in)));
  }

  // --- Objects that stand at several places ---------------------------------------------------

  @Test
  void partsOfOneKindStayApart() {
    var strong = new L2(0.5);
    var weak = new L2(0.001);
    var ones = new Constant(1);
    var twos = new Constant(2);
    KerasTensor in = Input.of(4);
    KerasTensor out = in;
    for (int i = 0; i < 2; i++) {
      out =
          new Dense(1)
              .kernelInitializer(ones)
              .biasInitializer(twos)
              .kernelRegularizer(strong)
              .biasRegularizer(weak)
              .apply(out);
    }
    Model model = new Model(in, out);
    model.compile(c -> c.loss("mse"));
    assertComesBack(model);
  }

  @Test
  void lossesStayApart() {
    var squared = new MeanSquaredError();
    var huber = new Huber();
    KerasTensor in = Input.of(4);
    List<KerasTensor> outputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      outputs.add(new Dense(1).kernelInitializer("zeros").apply(in));
    }
    Model model = new Model(List.of(in), outputs);
    model.compile(c -> c.loss(List.<Object>of(squared, huber, squared, huber)));
    assertComesBack(model);
  }

  @Test
  void aLayerOfTwoModelsKeepsItsOwnParts() {
    var shared = new Dense(4).biasInitializer(new Constant(3));
    Path file = folder.resolve("m.keras");
    KerasTensor in = Input.of(4);
    try (Model model = new Model(in, functional(shared).apply(functional(shared).apply(in)))) {
      model.save(file);
    }
    try (Model loaded = Keras.loadModel(file)) {
      Model inner = assertInstanceOf(Model.class, loaded.layers().get(1));
      Dense read = assertInstanceOf(Dense.class, inner.layers().get(1));
      assertEquals(shared.getConfig(), read.getConfig());
    }
  }

  @Test
  void twoLayersOfTwoModelsStayApart() {
    var a = new Dense(4).activation("relu");
    var b = new Dense(4);
    Sequential one = Sequential.of(Input.of(4), a, b);
    Sequential two = Sequential.of(Input.of(4), a, b, new Dense(1));
    assertComesBack(functional(Sequential.of(Input.of(4), one, two)));
  }

  // --- Layers that an inner model and the outer one call --------------------------------------

  @Test
  void aLayerOfAnInnerModelIsCalledByTheOuterOne() {
    var dense = new Dense(4);
    assertComesBack(both(functional(dense), dense));
    assertComesBack(both(dense, functional(dense)));
    assertComesBack(both(Sequential.of(Input.of(4), dense), dense));
  }

  @Test
  void aModelIsUsedAtTwoDepths() {
    Model inner = functional(new Dense(4));
    assertComesBack(both(functional(inner), inner));
    assertComesBack(both(inner, Sequential.of(Input.of(4), inner, new Dense(3))));
    Sequential tower = Sequential.of(Input.of(4), new Dense(4));
    KerasTensor in = Input.of(4);
    assertComesBack(new Model(in, tower.apply(functional(tower).apply(in))));
  }

  @Test
  void theEncoderOfAnAutoencoderStandsBesideIt() {
    KerasTensor in = Input.of(4);
    KerasTensor code = new Dense(2).name("encode").apply(in);
    Model encoder = new Model(in, code);
    Model whole = new Model(in, new Dense(4).name("decode").apply(code));
    assertComesBack(both(encoder, whole));
    assertComesBack(both(whole, encoder));
  }

  @Test
  void aSharedLayerIsCalledSeveralTimes() {
    var dense = new Dense(4).activation("tanh");
    KerasTensor in = Input.of(4);
    Model inner = new Model(in, dense.apply(dense.apply(in)));
    KerasTensor x = Input.of(4);
    KerasTensor once = dense.apply(x);
    assertComesBack(
        new Model(List.of(x), List.of(inner.apply(dense.apply(once)), once, inner.apply(x))));
  }
}
