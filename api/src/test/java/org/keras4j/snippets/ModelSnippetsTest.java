package org.keras4j.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/** The code in the Javadoc of {@link Model} and of its options. */
@SuppressWarnings("UnusedVariable") // readers see what comes out
class ModelSnippetsTest {

  private final NDArray x = NDArray.zeros(DType.FLOAT32, 8, 784);
  private final NDArray y = NDArray.zeros(DType.FLOAT32, 8, 10);
  private final NDArray xVal = x;
  private final NDArray yVal = y;

  @Test
  void json() {
    try (var model = Sequential.of(Input.of(3), new Dense(2))) {
      // snippet: to-json
      String json = model.toJson();
      try (Model again = Keras.modelFromJson(json)) {
        again.setWeights(model.getWeights());
      }
      // end snippet
      assertEquals(json, Keras.cloneModel(model).toJson());
    }
  }

  @Test
  void functionalModel() {
    // snippet: functional-model
    var in = Input.of(784);
    var hidden = new Dense(800).activation("relu").apply(in);
    var out = new Dense(10).activation("softmax").apply(hidden);
    try (var model = new Model(in, out)) {
      model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
      model.fit(x, y, o -> o.epochs(5));
    }
    // end snippet
  }

  @Test
  void namedOutputs() {
    var x = NDArray.zeros(DType.FLOAT32, 8, 4);
    var prices = NDArray.zeros(DType.FLOAT32, 8, 1);
    var kinds = NDArray.zeros(DType.FLOAT32, 8, 1);
    // snippet: named-outputs
    var in = Input.of(4).name("features");
    var price = new Dense(1).apply(in);
    var kind = new Dense(3).activation("softmax").apply(in);
    try (var model = new Model(Map.of("features", in), Map.of("price", price, "kind", kind))) {
      model.compile(c -> c.loss(Map.of("price", "mse", "kind", "sparse_categorical_crossentropy")));
      model.fit(Map.of("features", x), Map.of("price", prices, "kind", kinds), o -> {});
      Map<String, NDArray> predicted = model.predictByName(Map.of("features", x));
    }
    // end snippet
  }

  @Test
  void fit() {
    try (var model = new Sequential()) {
      model.add(Input.of(784));
      model.add(new Dense(10).activation("softmax"));
      model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy"));
      // snippet: fit-options
      model.fit(x, y, o -> o.batchSize(256).epochs(10).validationData(xVal, yVal));
      // end snippet
      assertEquals(10, model.history().epoch().size());
    }
  }

  @Test
  void predict() {
    float[] pixels = new float[784];
    try (var model = new Sequential()) {
      model.add(Input.of(784));
      model.add(new Dense(10).activation("softmax"));
      // snippet: predictor
      try (Predictor p = model.predictor()) {
        float[] probabilities = p.predict(pixels);
      }
      // end snippet
    }
  }

  @Test
  void exportAndLoad(@TempDir Path folder) {
    try (var model = Sequential.of(Input.of(4).name("features"), new Dense(1))) {
      // snippet: export
      model.export(folder.resolve("price"));
      // end snippet
    }
    NDArray x = NDArray.zeros(DType.FLOAT32, 8, 4);
    // snippet: load-saved-model
    try (Predictor p = Keras.loadSavedModel(folder.resolve("price"))) {
      // price(features: float32 (None, 4)) -> (output_0: float32 (None, 1))
      System.out.println(p.describe());
      NDArray prices = p.predict(x);
    }
    // end snippet
  }

  @Test
  void saveAndLoad(@TempDir Path folder) {
    NDArray x = NDArray.zeros(DType.FLOAT32, 8, 4);
    try (var model = Sequential.of(Input.of(4).name("features"), new Dense(1))) {
      // snippet: save
      model.save(folder.resolve("price.keras"));
      try (Model loaded = Keras.loadModel(folder.resolve("price.keras"))) {
        loaded.predict(x);
      }
      // end snippet
    }
    // snippet: predictor-load
    try (Predictor p = Predictor.load(folder.resolve("price.keras"))) {
      NDArray prices = p.predict(x);
    }
    // end snippet
  }

  /** Compiled, not run. */
  static void compile(Model model) {
    // snippet: compile
    model.compile(c -> c.optimizer(new Adam(0.001)).loss("mse").metrics("mae"));
    // end snippet
  }
}
