package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.GaussianNoise;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.SGD;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ModelExportTest {

  @TempDir Path temp;

  private static NDArray data(long... shape) {
    Random r = new Random(4);
    float[] x = new float[(int) Shape.of(shape).size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) r.nextGaussian();
    }
    return NDArray.wrap(x, shape);
  }

  private Sequential small() {
    return Sequential.of(Input.of(4).name("features"), new Dense(3).activation("softmax"));
  }

  /** Exports, loads and compares with the model, for two sizes of batches. */
  private void assertComesBack(Model model, NDArray... batch) {
    Path folder = temp.resolve("comes_back");
    model.export(folder);
    List<NDArray> x = List.of(batch);
    List<NDArray> one = x.stream().map(a -> a.slice(0, 1)).toList();
    try (Predictor p = Keras.loadSavedModel(folder)) {
      List<String> names = p.describe().inputNames();
      for (List<NDArray> given : List.of(x, one)) {
        List<NDArray> sorted =
            names.stream().map(n -> given.get(model.inputNames().indexOf(n))).toList();
        List<NDArray> expected = model.predictOnBatch(given);
        List<NDArray> got = p.predict(sorted);
        assertEquals(expected.size(), got.size());
        for (int i = 0; i < got.size(); i++) {
          assertTrue(got.get(i).allClose(expected.get(i), 1e-6, 1e-7));
        }
      }
    }
  }

  private static void train(Model model, List<NDArray> x, List<NDArray> y) {
    model.compile(c -> c.optimizer("adam").loss("mse"));
    model.fit(x, y, o -> o.epochs(2).verbose(0));
  }

  @Test
  void aSequentialModelComesBack() {
    try (var m =
        Sequential.of(
            Input.of(4),
            new Dense(8).activation("relu"),
            new BatchNormalization(),
            new GaussianNoise(0.5),
            new Dropout(0.5),
            new Dense(3))) {
      train(m, List.of(data(10, 4)), List.of(data(10, 3)));
      assertComesBack(m, data(5, 4));
    }
  }

  @Test
  void inputsAndOutputsHaveTheirNames() {
    var b = Input.of(2).name("b");
    var a = Input.of(3).name("a");
    var both = new Concatenate().apply(b, a);
    var p = new Dense(1).name("p").apply(both);
    var q = new Dense(2).name("q").apply(both);
    try (var m = new Model(List.of(b, a), List.of(p, q))) {
      m.export(temp.resolve("list"));
      assertComesBack(m, data(5, 2), data(5, 3));
    }
    try (var m = new Model(Map.of("a", a, "b", b), Map.of("price", p, "kind", q))) {
      m.export(temp.resolve("map"));
    }
    try (var list = Keras.loadSavedModel(temp.resolve("list"));
        var map = Keras.loadSavedModel(temp.resolve("map"))) {
      assertEquals(
          "list(a: float32 (None, 3), b: float32 (None, 2))"
              + " -> (output_0: float32 (None, 1), output_1: float32 (None, 2))",
          list.describe().toString());
      assertEquals(
          "map(a: float32 (None, 3), b: float32 (None, 2))"
              + " -> (kind: float32 (None, 2), price: float32 (None, 1))",
          map.describe().toString());
    }
  }

  @Test
  void masksAndWholeNumbersComeBack() {
    try (var m =
        Sequential.of(
            Input.of(DType.INT32, 6).name("words"),
            new Embedding(20, 4).maskZero(true),
            new GlobalAveragePooling1D(),
            new Dense(2))) {
      NDArray words = NDArray.of(new int[][] {{1, 5, 0, 0, 0, 0}, {3, 19, 4, 2, 0, 7}});
      assertComesBack(m, words);
    }
  }

  @Test
  void aLayerOfOnesOwnComesBack() {
    try (var m = Sequential.of(Input.of(3), new Scale(), new Dropout(0.2), new Scale())) {
      assertComesBack(m, data(4, 3));
    }
  }

  private static final class Scale extends Layer {
    private Variable factor;

    @Override
    protected void build(List<Shape> inputs) {
      factor = addWeight("factor", Shape.of(inputs.get(0).get(1)), new Constant(3));
    }

    @Override
    @SuppressWarnings("unchecked") // inputs are floats
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
      return List.of(tf.math.mul((Operand<TFloat32>) inputs.get(0), context.read(factor)));
    }
  }

  @Test
  void aModelWithoutWeightsAndOneThatReturnsItsInputComeBack() {
    var x = Input.of(3).name("x");
    try (var m = new Model(List.of(x), List.of(x, new Dropout(0.5).apply(x)))) {
      assertComesBack(m, data(4, 3));
    }
  }

  @Test
  void mixedBfloat16ComesBack() {
    try (var m =
        Sequential.of(
            Input.of(8),
            new Dense(16).activation("relu").dtype("mixed_bfloat16"),
            new Dense(2).dtype("mixed_bfloat16"))) {
      assertComesBack(m, data(4, 8));
    }
  }

  @Test
  void drawsInInferenceGoOnFromTheStateOfTheGenerator() {
    var noisy = new GaussianNoise(0.5).seed(3);
    var x = Input.of(4);
    try (var m = new Model(x, noisy.apply(x, true))) {
      m.export(temp.resolve("noisy"));
      try (var p = Keras.loadSavedModel(temp.resolve("noisy"));
          var frozen = m.predictor()) {
        NDArray zeros = NDArray.zeros(2, 4);
        assertEquals(frozen.predict(zeros), p.predict(zeros));
        assertEquals(frozen.predict(zeros), p.predict(zeros));
      }
    }
  }

  @Test
  void tensorFlowJavaLoadsIt() {
    NDArray x = data(2, 4);
    try (var m = small()) {
      m.export(temp.resolve("served").toString());
      try (var bundle = SavedModelBundle.load(temp.resolve("served").toString(), "serve");
          TFloat32 in = TFloat32.tensorOf(org.tensorflow.ndarray.Shape.of(2, 4))) {
        for (int i = 0; i < 8; i++) {
          in.setFloat(x.toFloatArray()[i], i / 4, i % 4);
        }
        for (String signature : List.of("serve", "serving_default")) {
          try (Tensor out =
              bundle.function(signature).call(Map.of("features", in)).get("output_0").get()) {
            float[] expected = m.predictOnBatch(x).toFloatArray();
            for (int i = 0; i < 6; i++) {
              assertEquals(expected[i], ((TFloat32) out).getFloat(i / 3, i % 3), 1e-6f);
            }
          }
        }
      }
    }
  }

  @Test
  void theWeightsAreThoseOfOneStepWhileAnotherThreadTrains() throws Exception {
    var in = Input.of(1);
    var first = new Dense(1).useBias(false).kernelInitializer("zeros");
    var second = new Dense(1).useBias(false).kernelInitializer("zeros");
    try (var m = new Model(List.of(in), List.of(first.apply(in), second.apply(in)))) {
      m.compile(c -> c.optimizer(new SGD(0.001)).loss("mse"));
      NDArray ones = NDArray.ones(4, 1);
      AtomicBoolean done = new AtomicBoolean();
      var training =
          CompletableFuture.runAsync(
              () -> {
                while (!done.get()) {
                  m.fit(List.of(ones), List.of(ones, ones), o -> o.epochs(5).verbose(0));
                }
              });
      try {
        for (int i = 0; i < 10; i++) {
          m.export(temp.resolve("while_training"));
          try (var p = Keras.loadSavedModel(temp.resolve("while_training"))) {
            List<NDArray> both = p.predict(List.of(ones));
            assertEquals(both.get(0), both.get(1));
          }
        }
      } finally {
        done.set(true);
        training.join();
      }
    }
  }

  @Test
  void anEarlierExportIsReplacedAndNothingElse() throws IOException {
    Path folder = temp.resolve("deep/model");
    try (var m = small()) {
      m.export(folder);
      Files.writeString(folder.resolve("fingerprint.pb"), "of the one before");
      m.export(folder);
      assertEquals(Set.of("saved_model.pb", "variables"), names(folder));
      assertEquals(Set.of("model"), names(folder.getParent()));

      Files.writeString(folder.resolve("notes.txt"), "mine");
      var e = assertThrows(IllegalArgumentException.class, () -> m.export(folder));
      assertTrue(e.getMessage().contains("notes.txt"), e.getMessage());
      assertTrue(Files.exists(folder.resolve("saved_model.pb")));

      Path file = Files.writeString(temp.resolve("file"), "");
      assertThrows(IllegalArgumentException.class, () -> m.export(file));
      m.export(Files.createDirectory(temp.resolve("empty")));
      assertThrows(IllegalArgumentException.class, () -> m.export(temp));
    }
  }

  @Test
  void aLinkToAFolderStays() throws IOException {
    Path real = Files.createDirectory(temp.resolve("real"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), real);
    try (var m = small()) {
      m.export(link);
      assertTrue(Files.isSymbolicLink(link));
      assertEquals(Set.of("saved_model.pb", "variables"), names(real));
    }
  }

  @Test
  void aFailureLeavesNothingAndTheEarlierExportInPlace() throws IOException {
    Path folder = temp.resolve("model");
    try (var m = small();
        var broken = Sequential.of(Input.of(4), new Broken())) {
      m.export(folder);
      assertThrows(IllegalStateException.class, () -> broken.export(folder));
      assertThrows(IllegalStateException.class, () -> broken.export(temp.resolve("new")));
      assertEquals(Set.of("model"), names(temp));
      Keras.loadSavedModel(folder).close();
    }
    Path file = Files.writeString(temp.resolve("file"), "");
    try (var m = small()) {
      assertThrows(UncheckedIOException.class, () -> m.export(file.resolve("below")));
    }
  }

  private static final class Broken extends Layer {
    private int calls;

    @Override
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
      if (calls++ > 0) {
        throw new IllegalStateException("broken");
      }
      return inputs;
    }
  }

  @Test
  void aModelThatIsNotBuiltIsRefused() {
    try (var m = Sequential.of(new Dense(3))) {
      assertThrows(IllegalStateException.class, () -> m.export(temp.resolve("model")));
      assertFalse(Files.exists(temp.resolve("model")));
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return Set.copyOf(all.map(p -> p.getFileName().toString()).toList());
    }
  }

  @Test
  void theNumberOfSamplesIsOpenAlsoWhereTheModelFixesIt() {
    Path folder = temp.resolve("fixed");
    KerasTensor in =
        Keras.modelFromJson(
                small().toJson().replace("\"batch_shape\": [null, 4]", "\"batch_shape\": [4, 4]"))
            .inputs()
            .get(0);
    assertEquals(Shape.of(4, 4), in.shape());
    try (Model m = new Model(in, new Dense(3).apply(in));
        Predictor own = m.predictor()) {
      m.export(folder);
      try (Predictor loaded = Keras.loadSavedModel(folder)) {
        for (long samples : new long[] {1, 2, 4, 5}) {
          NDArray x = data(samples, 4);
          NDArray expected = m.predict(x, o -> o.verbose(0));
          assertEquals(expected, own.predict(x));
          assertEquals(expected, loaded.predict(x));
        }
        assertEquals(Shape.of(-1, 4), loaded.inputShape());
        assertEquals(Shape.of(-1, 3), loaded.outputShape());
        assertEquals(3, loaded.predict(new float[4]).length);
      }
    }
  }

  @Test
  void aLinkMayLeadToNothingYet() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("new", "real"));
    try (var m = small()) {
      m.export(link);
      assertTrue(Files.isSymbolicLink(link));
      assertEquals(Set.of("saved_model.pb", "variables"), names(temp.resolve("new/real")));
      m.export(link);
      assertTrue(Files.isSymbolicLink(link));
    }
  }
}
