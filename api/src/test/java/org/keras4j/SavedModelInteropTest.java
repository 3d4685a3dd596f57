package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GaussianDropout;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.LayerNormalization;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.layers.SpatialDropout2D;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.ndarray.Shape;

/**
 * Leaves exported models of several kinds, with inputs and outputs, for Python to load: {@code
 * parity/saved_models_check.py}.
 */
class SavedModelInteropTest {

  private static final Path FOLDER = Path.of("target", "interop-saved-models");

  private static NDArray data(DType dtype, long... shape) {
    int n = (int) Shape.of(shape).size();
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = dtype.isFloating() ? (i * 37 % 101 - 50) / 50f : i * 37 % 19;
    }
    return NDArray.wrap(x, shape).asType(dtype);
  }

  private static void leave(String name, Model model, List<String> outputs, NDArray... batch)
      throws IOException {
    Path folder = FOLDER.resolve(name);
    model.export(folder);
    List<NDArray> x = List.of(batch);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    List<NDArray> y = model.predictOnBatch(x);
    for (int i = 0; i < x.size(); i++) {
      arrays.put("in:" + model.inputNames().get(i), x.get(i));
    }
    for (int i = 0; i < y.size(); i++) {
      arrays.put("out:" + outputs.get(i), y.get(i));
    }
    Npz.write(FOLDER.resolve(name + ".npz"), arrays);
    assertTrue(Files.exists(folder.resolve("saved_model.pb")));
  }

  private static void train(Model model, NDArray x, NDArray y) {
    model.compile(c -> c.optimizer("adam").loss("mse"));
    model.fit(x, y, o -> o.epochs(5).verbose(0));
  }

  @Test
  void sequential() throws IOException {
    NDArray x = data(DType.FLOAT32, 10, 4);
    try (var m =
        Sequential.of(
            Input.of(4).name("features"),
            new Dense(8).activation("relu").name("first"),
            new BatchNormalization().name("norm"),
            new Dropout(0.5),
            new Dense(3).name("last"))) {
      train(m, x, data(DType.FLOAT32, 10, 3));
      leave("sequential", m, List.of("output_0"), x);
    }
  }

  @Test
  void images() throws IOException {
    NDArray x = data(DType.FLOAT32, 3, 12, 12, 3);
    try (var m =
        Sequential.of(
            Input.of(12, 12, 3).name("image"),
            new Conv2D(4, 3).activation("relu"),
            new SpatialDropout2D(0.3),
            new SeparableConv2D(4, 3),
            new MaxPooling2D(2),
            new Flatten(),
            new LayerNormalization(),
            new GaussianDropout(0.2),
            new Dense(5).activation("softmax"))) {
      leave("images", m, List.of("output_0"), x);
    }
  }

  @Test
  void severalInputsAndOutputs() throws IOException {
    var words = Input.of(DType.INT32, 6).name("words");
    var b = Input.of(2).name("b");
    var means =
        new GlobalAveragePooling1D().apply(new Embedding(20, 4).maskZero(true).apply(words));
    var both = new Concatenate().apply(means, b);
    var price = new Dense(1).apply(both);
    var kind = new Dense(3).activation("softmax").apply(both);
    NDArray w = data(DType.INT32, 4, 6);
    NDArray x = data(DType.FLOAT32, 4, 2);
    try (var m = new Model(List.of(words, b), List.of(price, kind))) {
      leave("list", m, List.of("output_0", "output_1"), w, x);
    }
    try (var m = new Model(Map.of("words", words, "b", b), Map.of("price", price, "kind", kind))) {
      leave("names", m, List.of("kind", "price"), x, w);
    }
  }

  @Test
  void mixedBfloat16() throws IOException {
    try (var m =
        Sequential.of(
            Input.of(8).name("x"),
            new Dense(16).activation("relu").dtype("mixed_bfloat16"),
            new Dense(2).dtype("mixed_bfloat16"))) {
      leave("bfloat16", m, List.of("output_0"), data(DType.FLOAT32, 4, 8));
    }
  }

  @Test
  void withoutWeights() throws IOException {
    var x = Input.of(3).name("x");
    try (var m = new Model(x, new Dropout(0.5).apply(x))) {
      leave("empty", m, List.of("output_0"), data(DType.FLOAT32, 4, 3));
    }
  }
}
