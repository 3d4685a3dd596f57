package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.GlorotUniform;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.LegacyFile;
import org.keras4j.layers.Add;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerNormalization;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Files that several versions of Keras wrote; parity/weights_h5_fixtures.py makes them. */
class WeightsOfKerasTest {

  @TempDir Path folder;

  /** As in the script. */
  static final class Residual extends Layer {
    private final Dense wide = track("wide", new Dense(5).activation("relu"));
    private final List<Dense> blocks =
        trackAll("blocks", List.of(new Dense(4), new Dense(4).useBias(false)));
    private Variable scale;

    @Override
    protected void build(Shape input) {
      scale = addWeight("scale", Shape.of(input.get(input.rank() - 1)), new GlorotUniform());
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      Operand<TFloat32> h = blocks.get(0).apply(tf, wide.apply(tf, x, context), context);
      return tf.math.add(tf.math.mul(x, context.read(scale)), blocks.get(1).apply(tf, h, context));
    }

    @Override
    protected void config(Config c) {}
  }

  static Model model(String name) {
    return switch (name) {
      case "convolutional" ->
          Sequential.of(
              Input.of(6, 6, 2),
              new Conv2D(2, 3).name("first"),
              new BatchNormalization(),
              new SeparableConv2D(3, 2),
              new Flatten(),
              new Dropout(0.1).seed(1),
              new Dense(2));
      case "nested" -> nested();
      default ->
          Sequential.of(
              Input.of(5),
              new Embedding(7, 4),
              new GlobalAveragePooling1D(),
              new Residual(),
              new LayerNormalization());
    };
  }

  private static Model nested() {
    Input a = Input.of(3);
    Input b = Input.of(4);
    Dense shared = new Dense(4);
    shared.name("shared");
    Sequential inner = Sequential.of(Input.of(4), new Dense(3).activation("tanh"), new Dense(4));
    inner.name("inner");
    var x = new Add().apply(inner.apply(shared.apply(b)), shared.apply(new Dense(4).apply(a)));
    return new Model(List.of(a, b), List.of(new Dense(1).apply(x)));
  }

  static NDArray ramp(long... shape) {
    int n = (int) Shape.of(shape).size();
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (i % 7 / 7.0);
    }
    return NDArray.wrap(values, shape);
  }

  static List<NDArray> inputs(String name) {
    return switch (name) {
      case "convolutional" -> List.of(ramp(2, 6, 6, 2));
      case "nested" -> List.of(ramp(2, 3), ramp(2, 4));
      default -> List.of(NDArray.of(new int[][] {{0, 1, 2, 3, 4}, {5, 6, 0, 1, 2}}));
    };
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = open(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        WeightsOfKerasTest.class.getResourceAsStream("/org/keras4j/weights/" + name), name);
  }

  private void unpack(String version) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(open("keras-" + version + ".zip"))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(e.getName()));
      }
    }
  }

  private void assertOutputs(Model m, String name) throws IOException {
    JsonNode expected = new ObjectMapper().readTree(folder.resolve("outputs.json").toFile());
    NDArray outputs = m.predict(inputs(name), o -> o.verbose(0)).get(0).flatten();
    int i = 0;
    for (JsonNode row : expected.get(name)) {
      for (JsonNode value : row) {
        assertEquals(value.doubleValue(), outputs.getDouble(i++), 1e-5);
      }
    }
    assertEquals(outputs.size(), i);
  }

  @ParameterizedTest
  @CsvSource({
    "3.0.5, convolutional", "3.0.5, nested", "3.0.5, text",
    "3.3.3, convolutional", "3.3.3, nested", "3.3.3, text",
    "3.6.0, convolutional", "3.6.0, nested", "3.6.0, text",
    "3.9.2, convolutional", "3.9.2, nested", "3.9.2, text",
    "3.15.1, convolutional", "3.15.1, nested", "3.15.1, text"
  })
  void eachVersionOfKeras(String version, String name) throws IOException {
    unpack(version);
    try (Model m = model(name)) {
      m.loadWeights(folder.resolve(name + ".weights.h5"));
      assertOutputs(m, name);
    }
    Path legacy = folder.resolve(name + ".h5");
    // Keras 3.0 cannot save all models so.
    if (!version.equals("3.0.5") || Files.exists(legacy)) {
      try (Model m = model(name)) {
        m.loadWeights(legacy);
        assertOutputs(m, name);
      }
    }
  }

  @Test
  void aWholeLegacyModelTellsWhatItIs() throws IOException {
    unpack("3.15.1");
    try (Hdf5File file = Hdf5File.open(folder.resolve("convolutional.h5"))) {
      LegacyFile legacy = LegacyFile.of(file);
      ObjectMapper json = new ObjectMapper();
      assertEquals("3.15.1", legacy.kerasVersion());
      assertEquals("Sequential", json.readTree(legacy.modelConfig()).get("class_name").textValue());
      assertTrue(json.readTree(legacy.trainingConfig()).has("optimizer_config"));
      assertEquals(
          "first", legacy.layers().get(0).name(), "the input of a Sequential is not among them");
      // iteration, rate, and two for each of the nine that are trainable
      assertEquals(2 + 2 * 9, legacy.optimizerWeights().size());
      assertEquals(List.of(), legacy.topLevelWeights());
    }
  }

  private static Sequential small(int out) {
    Sequential m = new Sequential().add(Input.of(2)).add(new Dense(3).name("hidden"));
    m.add(new Dropout(0.5));
    m.add(new Dense(out).name("out"));
    return m;
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras2_fixed.h5", "keras2_variable.h5"})
  void filesOfKeras2ByOrderAndByName(String name) throws IOException {
    Path file = resource(name);
    NDArray kernel = NDArray.of(new float[][] {{0, 1, 2}, {3, 4, 5}});
    for (boolean byName : new boolean[] {false, true}) {
      try (Sequential m = small(2)) {
        m.loadWeights(file, o -> o.byName(byName));
        assertEquals(
            List.of(kernel, NDArray.of(0f, 1f, 2f), kernel.transpose(), NDArray.of(0f, 1f)),
            m.getWeights());
      }
    }
    try (Sequential m = small(4)) {
      List<NDArray> before = m.getWeights();
      var e = assertThrows(IllegalArgumentException.class, () -> m.loadWeights(file));
      assertTrue(
          e.getMessage().contains("Layer 'out' (Dense): /out/out/kernel:0 has shape (3, 2), but "),
          e.getMessage());
      assertTrue(e.getMessage().contains(" has shape (3, 4)"), e.getMessage());
      assertEquals(before, m.getWeights());
      m.loadWeights(file, o -> o.skipMismatch(true));
      assertEquals(kernel, m.getWeights().get(0));
      assertEquals(before.get(2), m.getWeights().get(2));
    }
  }

  @Test
  void legacyLayersThatDoNotPairAreNamed() throws IOException {
    Path file = resource("keras2_fixed.h5");
    try (Sequential m = Sequential.of(Input.of(2), new Dense(3).name("hidden"))) {
      var e = assertThrows(IllegalArgumentException.class, () -> m.loadWeights(file));
      assertTrue(
          e.getMessage()
              .contains("1 layers with weights [hidden], the file has 2 [hidden, out]; byName"),
          e.getMessage());
      m.loadWeights(file, o -> o.byName(true));
      assertEquals(NDArray.of(0f, 1f, 2f), m.getWeights().get(1));
    }
    try (Sequential m = Sequential.of(Input.of(2), new Dense(3).name("out").useBias(false))) {
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> m.loadWeights(file, o -> o.byName(true)));
      assertTrue(
          e.getMessage()
              .contains("1 weights [kernel (2, 3)], 'out' in the file has 2 [(3, 2), (2,)]"),
          e.getMessage());
    }
  }

  @Test
  void allTypesOfElementsAndTexts() throws IOException {
    try (Hdf5File f = Hdf5File.open(resource("types.h5"))) {
      NDArray expected = NDArray.arange(6).reshape(2, 3);
      var arrays = f.root().groups().get("g").arrays();
      for (String type : "i1,u1,i2,u2,i4,u4,i8,u8,f2,f4,f8".split(",", -1)) {
        for (String order : new String[] {"", "big_"}) {
          NDArray read = arrays.get(order + type).read();
          assertEquals(expected.asType(read.dtype()), read, order + type);
        }
      }
      assertEquals(DType.UINT8, arrays.get("u1").dtype());
      assertEquals(DType.INT64, arrays.get("u4").dtype());
      assertEquals(DType.FLOAT32, arrays.get("f2").dtype());
      assertEquals(expected.asType(DType.BOOL), arrays.get("?").read());
      assertEquals(NDArray.of(1f, -2f, 0.5f), arrays.get("bfloat16").read());
      assertEquals(NDArray.of(2.5f).reshape(), arrays.get("scalar").read());
      assertEquals(NDArray.zeros(0, 3), arrays.get("empty").read());
      assertEquals(List.of("a", "bb"), f.root().texts("fixed"));
      assertEquals(List.of("x", "größer"), f.root().texts("variable"));
      assertEquals(List.of("a", "b", "c"), f.root().texts("split"));
      assertEquals(List.of(), f.root().texts("none"));
    }
  }
}
