package org.keras4j.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.keras4j.BatchingPredictor;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** The code in the Javadoc of {@link Predictor}. */
@SuppressWarnings("UnusedVariable") // readers see what comes out
class PredictorSnippetsTest {

  @Test
  void rows() {
    try (var model = Sequential.of(Input.of(2), new Dense(3));
        var p = model.predictor()) {
      // snippet: predictor-rows
      float[][] flowers = {{5.1f, 3.5f}, {6.2f, 2.9f}};
      NDArray probabilities = p.predict(flowers); // shape (2, 3)
      // end snippet
      assertEquals(Shape.of(2, 3), probabilities.shape());
    }
  }

  @Test
  void one() {
    try (var model = Sequential.of(Input.of(28, 28, 1), new Flatten(), new Dense(10));
        var p = model.predictor()) {
      // snippet: predictor-one
      NDArray image = NDArray.zeros(28, 28, 1);
      NDArray probabilities = p.predictOne(image); // shape (10,)
      int digit = probabilities.argmax();
      // end snippet
      assertEquals(Shape.of(10), probabilities.shape());
    }
  }

  @Test
  void byName() {
    NDArray x = NDArray.ones(2, 4);
    var in = Input.of(4).name("features");
    try (var model = new Model(Map.of("features", in), Map.of("price", new Dense(1).apply(in)));
        var p = model.predictor()) {
      // snippet: predictor-by-name
      Map<String, NDArray> predicted = p.predictByName(Map.of("features", x));
      NDArray prices = predicted.get("price");
      // end snippet
      assertEquals(Shape.of(2, 1), prices.shape());
    }
  }

  @Test
  void describe() {
    var in = Input.of(784).name("image");
    var out = new Dense(10).name("digit").apply(in);
    try (var model = new Model(in, out).name("digits");
        var p = model.predictor()) {
      // snippet: predictor-describe
      // digits(image: float32 (None, 784)) -> (digit: float32 (None, 10))
      System.out.println(p.describe());
      // end snippet
      assertEquals(
          "digits(image: float32 (None, 784)) -> (digit: float32 (None, 10))",
          p.describe().toString());
    }
  }

  @Test
  void batching() throws Exception {
    float[] pixels = new float[784];
    try (var model = Sequential.of(Input.of(784), new Dense(10))) {
      // snippet: batching
      try (Predictor p = model.predictor();
          BatchingPredictor batching = p.batching(16, Duration.ofMillis(2))) {
        float[] probabilities = batching.predict(pixels); // by any number of threads
      }
      // end snippet
      try (Predictor p = model.predictor();
          BatchingPredictor batching = p.batching(16, Duration.ofMillis(2))) {
        // snippet: predict-async
        CompletableFuture<float[]> answer = batching.predictAsync(pixels);
        CompletableFuture<Integer> length = answer.thenApply(probabilities -> probabilities.length);
        // end snippet
        assertEquals(10, length.get());
      }
    }
  }

  @Test
  void metadata() {
    NDArray image = NDArray.zeros(4);
    try (var model = Sequential.of(Input.of(4), new Dense(2))) {
      // snippet: metadata
      model.metadata("classes", List.of("cat", "dog"));
      try (Predictor p = model.predictor()) {
        String animal = p.metadata().strings("classes").get(p.predictOne(image).argmax());
      }
      // end snippet
    }
  }
}
