package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.L2;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layers made of layers: paths, files and weights are those that Keras 3.15.1 gives. */
class InnerLayersTest {

  /** Keras: a weight of its own. */
  private static final class Inner extends Layer {
    private Variable kernel;

    @Override
    protected void build(Shape input) {
      kernel = addWeight("kernel", Shape.of(input.get(-1)), new Ones());
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, context.read(kernel));
    }

    @Override
    protected void config(Config c) {}
  }

  /** Keras: {@code self.first = Dense(2); self.blocks = [Inner(), Inner()]; self.drop = …}. */
  private static final class Outer extends Layer {
    private final Dense first = track("first", new Dense(2).kernelRegularizer(new L2(0.5)));
    private final List<Inner> blocks = trackAll("blocks", List.of(new Inner(), new Inner()));
    private final Dropout drop = track("drop", new Dropout(0.5));

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      Operand<TFloat32> y = first.apply(tf, x, context);
      for (Inner block : blocks) {
        y = block.apply(tf, y, context);
      }
      return drop.apply(tf, y, context);
    }

    @Override
    protected void config(Config c) {}
  }

  /** Tracks nothing itself. */
  private static final class Automatic extends Layer {
    private final Dense dense = new Dense(2);
    private final Outer outer = new Outer();

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return outer.apply(tf, dense.apply(tf, x, context), context);
    }

    @Override
    protected void config(Config c) {}
  }

  private static List<String> paths(Layer layer) {
    return layer.weights().stream().map(Variable::path).toList();
  }

  @Test
  void pathsAreThoseOfKeras() {
    Keras.clearSession();
    Outer outer = new Outer();
    outer.name("outer");
    KerasTensor in = Input.of(3);
    try (Model m = new Model(in, outer.apply(in))) {
      assertEquals(
          List.of(
              "outer/dense/kernel",
              "outer/dense/bias",
              "outer/inner/kernel",
              "outer/inner_1/kernel"),
          paths(m));
      assertEquals(
          List.of(
              "layers/outer/first/vars/0",
              "layers/outer/first/vars/1",
              "layers/outer/blocks/inner/vars/0",
              "layers/outer/blocks/inner_1/vars/0"),
          List.copyOf(WeightPaths.of(m).keySet()));
      assertEquals(5, m.variables().size(), "the state of dropout");
    }
  }

  @Test
  void pathsInSequentialModelsBeginWithTheirNames() {
    Keras.clearSession();
    var deep = Sequential.of(new Dense(2)).name("in");
    Outer outer = new Outer();
    outer.name("o2");
    try (var m = Sequential.of(Input.of(3), new Dense(2), deep, outer).name("seq")) {
      assertEquals(
          List.of(
              "seq/dense_2/kernel",
              "seq/dense_2/bias",
              "seq/in/dense/kernel",
              "seq/in/dense/bias",
              "seq/o2/dense_1/kernel",
              "seq/o2/dense_1/bias",
              "seq/o2/inner/kernel",
              "seq/o2/inner_1/kernel"),
          paths(m));
    }
    // What is built before stays where it was; what is not goes into the model that builds it.
    var built = Sequential.of(Input.of(3), new BatchNormalization().name("dd")).name("s4");
    try (var m = Sequential.of(Input.of(3), built)) {
      assertEquals("s4/dd/gamma", paths(m).get(0));
    }
    KerasTensor in = Input.of(3);
    var deferred = Sequential.of(new Dense(2).name("dd")).name("deferred");
    try (var m = new Model(in, deferred.apply(in)).name("fm")) {
      assertEquals("deferred/dd/kernel", paths(m).get(0));
    }
  }

  @Test
  void whatCallCallsIsRegisteredByThat() {
    Keras.clearSession();
    var layer = new Automatic();
    try (var m = Sequential.of(Input.of(3), layer)) {
      assertEquals(6, layer.weights().size());
      assertEquals("sequential/automatic/outer/inner/kernel", paths(m).get(4));
      assertEquals(
          "layers/automatic/outer/first/vars/0", List.copyOf(WeightPaths.of(m).keySet()).get(2));
      m.compile(c -> c.loss("mse").optimizer("sgd"));
      List<NDArray> before = m.getWeights();
      m.fit(NDArray.ones(8, 3), NDArray.ones(8, 2), o -> o.verbose(0).epochs(2));
      for (int i = 0; i < before.size(); i++) {
        assertFalse(before.get(i).equals(m.getWeights().get(i)), paths(m).get(i));
      }
      layer.trainable(false);
      assertEquals(0, m.trainableWeights().size());
    }
  }

  @Test
  void losesNothingOfInnerLayers() {
    Outer outer = new Outer();
    try (var m = Sequential.of(Input.of(2), outer)) {
      outer.first.setWeights(
          List.of(NDArray.of(new float[][] {{1, 0}, {0, 1}}), NDArray.of(0f, 0f)));
      m.compile(c -> c.loss("mse").optimizer("sgd"));
      var x = NDArray.of(new float[][] {{3, 4}});
      assertEquals(1.0, m.evaluate(x, x, o -> o.verbose(0)).get(0), 1e-6, "0.5 times 1² + 1²");
      assertEquals(x, m.predict(x, o -> o.verbose(0)));
      float dropped = outer.apply(x, true).toFloatArray()[0];
      assertTrue(dropped == 0 || dropped == 6, "dropout in training: " + dropped);
    }
  }

  /** Makes a layer at each call. */
  private static final class Careless extends Layer {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return new Dense(2).name("fresh").apply(tf, x, context);
    }

    @Override
    protected void config(Config c) {}
  }

  /** Has two layers under one attribute. */
  private static final class Twice extends Layer {
    Twice() {
      track("dense", new Dense(1));
      track(String.valueOf(new char[] {'d', 'e', 'n', 's', 'e'}), new Dense(2));
    }

    @Override
    protected void config(Config c) {}
  }

  @Test
  void anAttributeHoldsOneLayer() {
    var e = assertThrows(IllegalArgumentException.class, Twice::new);
    assertTrue(e.getMessage().contains("the attribute 'dense' already"), e.getMessage());
  }

  @Test
  void aLayerThatIsMadeAtEachCallIsRefused() {
    try (var m = Sequential.of(Input.of(2), new Careless())) {
      var e =
          assertThrows(
              IllegalStateException.class, () -> m.predict(NDArray.ones(1, 2), o -> o.verbose(0)));
      assertTrue(e.getMessage().contains("'fresh' (Dense)"), e.getMessage());
      assertTrue(e.getMessage().contains("in the constructor"), e.getMessage());
    }
  }

  /** Batch normalization that stays in inference, whatever the model does. */
  private static final class Still extends Layer {
    private final BatchNormalization norm = new BatchNormalization();

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return norm.apply(tf, x, context.withTraining(false));
    }

    @Override
    protected void config(Config c) {}
  }

  private static final NDArray X = NDArray.of(new float[][] {{1, 2}, {3, 5}});

  @Test
  void aLayerOfOnesOwnCanFixTheModeOfAnother() {
    var layer = new Still();
    try (var m = Sequential.of(Input.of(2), layer)) {
      m.compile(c -> c.loss("mse").optimizer("sgd"));
      m.fit(X, X, o -> o.verbose(0));
      assertEquals(NDArray.zeros(2), layer.norm.weights().get(2).value(), "the moving mean");
      assertEquals(X.get(0).toFloatArray()[0], layer.apply(X, true).toFloatArray()[0], 0.01);
    }
  }

  /** Numbers from Keras 3.15.1, where a mode at a call gives way to that of the whole model. */
  @Test
  void theModeOfOneCallCountsWhereTheModelHasNone() {
    var norm = new BatchNormalization();
    KerasTensor in = Input.of(2);
    try (var m = new Model(in, norm.apply(in, false))) {
      assertEquals(-0.9995004f, m.apply(X, true).toFloatArray()[0], 1e-6);
    }
    KerasTensor other = Input.of(2);
    var base = Sequential.of(Input.of(2), new BatchNormalization());
    try (var m = new Model(other, base.apply(other, true))) {
      assertEquals(-0.9995004f, m.apply(X).toFloatArray()[0], 1e-6, "no mode: that of the call");
      assertEquals(0.9995004f, m.apply(X, false).toFloatArray()[0], 0.03, "the model's mode");
    }
    KerasTensor third = Input.of(2);
    try (var m = new Model(third, new Dropout(0.5).apply(third, true))) {
      assertEquals(X, m.predict(X, o -> o.verbose(0)), "predict says inference");
      float dropped = m.apply(X).toFloatArray()[0];
      assertTrue(dropped == 0 || dropped == 2, "dropout at a call without a mode: " + dropped);
    }
  }
}
