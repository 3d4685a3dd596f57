package org.keras4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class BestClassTest {

  private static final NDArray X =
      NDArray.of(new float[][] {{1, 2, 3}, {3, 2, 1}, {-1, 5, 0}, {0, -7, -6}, {2, 2, 1}});

  @Test
  void logitsBehindASoftmaxAreTaken() {
    // First of all TensorFlow is to be loaded as the library does it.
    model("softmax").close();
    try (var graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> logits = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
      var best = BestClass.of(tf, tf.nn.softmax(logits));
      assertEquals(logits.asOutput(), ((GraphOperation) best.op()).inputs().get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "linear", "sigmoid"})
  void accuracyIsThatOfThePredictions(String activation) {
    NDArray classes = NDArray.of(2L, 0L, 1L, 0L, 0L);
    try (var m = model(activation)) {
      NDArray predicted = m.predict(X, o -> o.verbose(0)).argmax(-1);
      double expected = predicted.equal(classes).mean();
      m.compile(c -> c.loss("sparse_categorical_crossentropy").metrics("accuracy"));
      assertEquals(expected, m.evaluate(X, classes, o -> o.verbose(0)).get("accuracy"), 1e-6);
    }
  }

  private static Sequential model(String activation) {
    return Sequential.of(
        Input.of(3), new Dense(3).kernelInitializer("identity").activation(activation));
  }
}
