package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.DtypePolicy;
import org.keras4j.internal.Json;
import org.keras4j.internal.graph.Casts;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.FluentLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Lambda;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Layers;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.AUC;
import org.keras4j.metrics.MeanAbsoluteError;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Adam;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Models in configs and JSON, beyond those of Keras that ModelConfigParityTest replays. */
class ModelConfigTest {

  /** A layer of one's own around another one. */
  static final class Twice extends FluentLayer<Twice> {
    private final Layer inner;

    Twice(Layer inner) {
      this.inner = track("inner", inner);
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return inner.apply(tf, inner.apply(tf, x, context), context);
    }

    @Override
    protected void config(Config c) {
      c.object("inner", inner, Layer.KIND);
    }
  }

  /** Like one that nobody registered. */
  static final class Unknown extends FluentLayer<Unknown> {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return x;
    }
  }

  /** A layer that Python may have as {@code call(self, a, b)}. */
  static final class Blend extends Layer {
    @Override
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> in, CallContext context) {
      var a = Casts.toFloat(tf, in.get(0));
      return List.of(tf.math.sub(a, Casts.toFloat(tf, in.get(1))));
    }
  }

  @Test
  void inputsThatPythonGivesAsArgumentsOfTheirOwnAreWrittenAsSuch() {
    KerasTensor a = Input.of(3).name("a");
    KerasTensor b = Input.of(3).name("b");
    try (Model made = new Model(List.of(a, b), List.of(new Blend().name("blend").apply(a, b)))) {
      String list = made.toJson();
      assertTrue(list.contains("\"args\": [["), "a list, as a layer takes it here");
      // What Keras writes for layer(a, b).
      String separate =
          list.replace("\"args\": [[", "\"args\": [")
              .replace("}}]], \"kwargs\"", "}}], \"kwargs\"")
              .replace("[[null, 3], [null, 3]]}", "[null, 3]}");
      assertNotEquals(list, separate);
      try (Model read = Keras.modelFromJson(separate)) {
        assertEquals(separate, read.toJson());
        assertEquals(made.predict(List.of(X3, X3)), read.predict(List.of(X3, X3)));
      }
      try (Model read = Keras.modelFromJson(list)) {
        assertEquals(list, read.toJson());
      }
    }
  }

  private static final NDArray X3 = NDArray.of(new float[][] {{1, -2, 3}});

  @BeforeAll
  static void register() {
    Keras.register("model_configs", Blend.class, a -> new Blend());
    Keras.register("model_configs", Twice.class, a -> new Twice(a.object("inner", Layer.KIND)));
  }

  @BeforeEach
  void names() {
    Keras.clearSession();
  }

  private static final NDArray X = NDArray.of(new float[][] {{1, -2, 3, 0.5f}, {0, 1, 2, -1}});

  private static Model functional() {
    KerasTensor in = Input.of(4).name("in");
    var shared = new Dense(4).name("shared");
    KerasTensor once = shared.apply(in);
    return new Model(in, new Dropout(0.5).apply(shared.apply(once), true)).name("m");
  }

  @Test
  void theSameWeightsGiveTheSamePredictions() {
    try (Model model = functional();
        Model read = Keras.modelFromJson(model.toJson())) {
      assertEquals(model.toJson(), read.toJson());
      assertNotEquals(model.getWeights(), read.getWeights(), "fresh weights");
      read.setWeights(model.getWeights());
      assertEquals(model.predictOnBatch(X), read.predictOnBatch(X));
    }
  }

  @Test
  void aConfigIsAMapAsInKeras() {
    try (Model model = functional();
        Sequential chain = Sequential.of(Input.of(4), new Dense(2))) {
      assertEquals(
          List.of("name", "trainable", "layers", "input_layers", "output_layers"),
          List.copyOf(model.getConfig().keySet()));
      assertEquals(
          List.of("name", "trainable", "dtype", "layers", "build_input_shape"),
          List.copyOf(chain.getConfig().keySet()));
      assertEquals(List.of("dropout", 0, 0), model.getConfig().get("output_layers"));
      try (Model read = Model.fromConfig(model.getConfig());
          Sequential again = Sequential.fromConfig(chain.getConfig())) {
        assertEquals(model.getConfig(), read.getConfig());
        assertEquals(chain.getConfig(), again.getConfig());
        assertEquals(Shape.of(-1, 2), again.outputShape());
      }
    }
  }

  @Test
  void layersOfOnesOwnAndTheirInnerLayersComeBack() {
    KerasTensor in = Input.of(4);
    try (Model model = new Model(in, new Twice(new Dense(4).activation("relu")).apply(in))) {
      String json = model.toJson();
      assertTrue(json.contains("\"registered_name\": \"model_configs>Twice\""), json);
      assertTrue(json.contains("\"build_config\": {\"input_shape\": [null, 4]}"), json);
      try (Model read = Keras.modelFromJson(json);
          Model clone = Keras.cloneModel(model)) {
        assertEquals(json, read.toJson());
        assertEquals(json, clone.toJson());
        assertEquals(2, read.weights().size());
        read.setWeights(model.getWeights());
        clone.setWeights(model.getWeights());
        assertEquals(model.predictOnBatch(X), read.predictOnBatch(X));
        assertEquals(model.predictOnBatch(X), clone.predictOnBatch(X));
      }
    }
  }

  @Test
  void aCloneHasItsOwnLayersAndWhatIsFrozenStaysSo() {
    var frozen = new Dense(3).name("frozen");
    try (Sequential model = Sequential.of(Input.of(4), frozen, new BatchNormalization())) {
      frozen.trainable(false);
      model.compile(c -> c.optimizer(new Adam(0.25)).loss("mse").metrics("mae"));
      try (Model clone = Keras.cloneModel(model)) {
        assertInstanceOf(Sequential.class, clone);
        assertEquals("sequential", clone.name());
        assertNotSame(frozen, clone.getLayer("frozen"));
        assertFalse(clone.getLayer("frozen").trainable());
        assertEquals(2, clone.trainableWeights().size());
        assertTrue(clone.isCompiled());
        assertNotSame(model.optimizer(), clone.optimizer());
        assertEquals(0.25, clone.optimizer().learningRate());
        assertEquals("sequential/frozen/kernel", clone.weights().get(0).path());
        clone.fit(X, NDArray.ones(2, 3), o -> o.verbose(0));
      }
    }
  }

  @Test
  void aModelIsCompiledAsItWas() {
    try (Model model = functional()) {
      assertEquals(Map.of(), model.getCompileConfig());
      model.compile(
          c ->
              c.optimizer(new Adam(0.001).weightDecay(0.1))
                  .loss("mse")
                  .lossWeight(0.5)
                  .metrics(new AUC().numThresholds(7))
                  .metrics("mae"));
      Map<String, Object> config = model.getCompileConfig();
      assertTrue(Json.write(config).contains("\"learning_rate\": 0.0010000000474974513"));
      assertEquals(List.of(0.5), config.get("loss_weights"));
      try (Model read = Keras.modelFromJson(model.toJson())) {
        assertEquals(config, read.getCompileConfig());
        assertTrue(read.optimizer().isBuilt(), "so that its state can be loaded");
        read.fit(X, NDArray.ones(2, 4), o -> o.verbose(0));
        Map<String, Object> hints = new HashMap<>(config);
        hints.put("run_eagerly", true);
        hints.put("jit_compile", true);
        hints.put("steps_per_execution", 8);
        hints.put("optimizer", "sgd");
        read.compileFromConfig(hints);
        assertEquals("SGD", read.optimizer().className());
      }
      try (Model uncompiled = ModelJson.read(model.toJson(), false)) {
        assertFalse(uncompiled.isCompiled());
      }
    }
  }

  /** Keras takes no single metric for several outputs, so there is one for each. */
  @Test
  void metricsOfSeveralOutputsAreWrittenForEach() {
    KerasTensor in = Input.of(4);
    var model = new Model(List.of(in), List.of(new Dense(1).apply(in), new Dense(2).apply(in)));
    model.compile(c -> c.loss("mse").metrics("mae"));
    assertEquals(List.of(List.of("mae"), List.of("mae")), model.getCompileConfig().get("metrics"));
    model.compile(c -> c.loss("mse").metrics("mae").metricsFor("dense", new MeanAbsoluteError()));
    assertEquals(2, ((List<?>) model.getCompileConfig().get("metrics")).size());
    try (Model read = Keras.modelFromJson(model.toJson())) {
      assertEquals(model.getCompileConfig(), read.getCompileConfig());
    }
    model.close();
  }

  @Test
  void aLayerThatTwoModelsHoldIsOneInAFile() {
    var shared = new Dense(4).name("shared");
    try (Sequential one = Sequential.of(Input.of(4), shared).name("one");
        Sequential two = Sequential.of(Input.of(4), shared).name("two")) {
      KerasTensor in = Input.of(4);
      try (Model model = new Model(in, two.apply(one.apply(in)))) {
        String json = ModelJson.writeShared(model);
        assertTrue(json.contains("shared_object_id"), json);
        assertFalse(model.toJson().contains("shared_object_id"));
        try (Model read = ModelJson.read(json, true);
            Model apart = Keras.modelFromJson(model.toJson())) {
          assertEquals(2, read.weights().size());
          assertEquals(4, apart.weights().size(), "as in Keras");
          Model first = (Model) read.getLayer("one");
          assertSame(first.getLayer(0), ((Model) read.getLayer("two")).getLayer(0));
        }
      }
    }
  }

  @Test
  void policiesAreThoseOfEachLayer() {
    Keras.setDtypePolicy("mixed_bfloat16");
    try (Sequential model =
        Sequential.of(Input.of(4), new Dense(3), new Dense(2).dtype("float32"))) {
      Keras.setDtypePolicy("float32");
      try (Model read = Keras.modelFromJson(model.toJson())) {
        assertEquals(DtypePolicy.MIXED_BFLOAT16, read.dtypePolicy());
        assertEquals(DtypePolicy.MIXED_BFLOAT16, read.getLayer(0).dtypePolicy());
        assertEquals(DtypePolicy.FLOAT32, read.getLayer(1).dtypePolicy());
        assertEquals(model.toJson(), read.toJson());
      }
    }
  }

  @Test
  void namesOfWhatIsReadUseUpNoNumbers() {
    String json = functional().toJson();
    Keras.clearSession();
    Keras.modelFromJson(json).close();
    assertEquals("dense", new Dense(1).name());
    assertEquals("dropout", new Dropout(0.1).name());
  }

  @Test
  void whatHoldsAFunctionIsNotWritten() {
    KerasTensor in = Input.of(4);
    try (Model model = new Model(in, new Lambda((tf, x) -> x).name("f").apply(in))) {
      refusedState(model::toJson, "'f' (Lambda)", "cannot be saved");
      refusedState(() -> Keras.cloneModel(model), "'f' (Lambda)");
    }
    try (Model model = functional()) {
      model.compile(c -> c.loss((tf, y, p) -> p));
      refusedState(model::toJson, "compile", "function", "register");
    }
    try (Sequential model = Sequential.of(Input.of(4), new Unknown().name("u"))) {
      var e = assertThrows(RuntimeException.class, () -> Keras.cloneModel(model));
      assertTrue(e.getMessage().contains("Unknown"), e.getMessage());
      assertTrue(e.getMessage().contains("Keras.register"), e.getMessage());
    }
  }

  private static void refusedState(Runnable action, String... parts) {
    var e = assertThrows(IllegalStateException.class, action::run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void aModelIsFoundAmongTheLayers() {
    try (Model model = functional()) {
      assertEquals(model.toJson(), ((Model) Layers.fromObject(Layers.toObject(model))).toJson());
    }
  }

  /** Like one of Keras's by its name only. */
  static final class Flatten extends FluentLayer<Flatten> {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, tf.constant(10f));
    }
  }

  static final class Huber extends Loss {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      return tf.math.abs(tf.math.sub(y, p));
    }
  }

  @Test
  void aClassOfOnesOwnIsNotTakenForTheOneOfKerasWithItsName() {
    try (Sequential model = Sequential.of(Input.of(4), new Flatten())) {
      refused(() -> Keras.cloneModel(model), Flatten.class.getName(), "Keras.register");
      refused(model::toJson, "layer class 'Flatten'", "Keras.register");
    }
    try (Model model = functional()) {
      model.compile(c -> c.loss(new Huber()));
      refused(() -> Keras.cloneModel(model), "compile", "loss class 'Huber'", "Keras.register");
      model.compile(c -> c.loss(new org.keras4j.losses.Huber()));
      String json = model.toJson();
      Keras.modelFromJson(json).close();
      // As Python writes a class of the program, which Keras does not find, either.
      String own =
          json.replaceFirst(
              "\"module\": \"keras.losses\", (\"class_name\": \"Huber\", .*?)"
                  + "\"registered_name\": null",
              "\"module\": null, $1\"registered_name\": \"Huber\"");
      assertNotEquals(json, own);
      refused(() -> Keras.modelFromJson(own), "loss class 'Huber'", "Keras.register");
    }
  }

  private static void refused(Runnable action, String... parts) {
    var e = assertThrows(IllegalArgumentException.class, action::run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void aCloneHasTheMetadata() {
    try (Model model = functional()) {
      model.metadata("classes", List.of("cheap", "dear"));
      model.metadata("unit", "€");
      try (Model clone = Keras.cloneModel(model)) {
        assertEquals(model.metadata(), clone.metadata());
      }
    }
  }
}
