package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.Reshape;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** What turns up only while TensorFlow computes is said in the library's words. */
class FailedRunTest {

  private static final String EXPECTED =
      "Model 'open' cannot compute a batch of shapes [(2, 3, 2)]: Layer 'four' (Reshape): 'targetShape' must"
          + " be of the same number of elements as the input, 6; received [4] for input shape"
          + " (2, 3, 2)";

  private static Sequential open() {
    Sequential m =
        Sequential.of(Input.of(-1, 2), new Reshape(4).name("four"), new Dense(1)).name("open");
    m.compile(c -> c.optimizer("sgd").loss("mse"));
    return m;
  }

  private static void refuses(String expected, Executable call) {
    var e = assertThrows(IllegalArgumentException.class, call);
    assertEquals(IllegalArgumentException.class, e.getClass());
    assertEquals(expected, e.getMessage());
    assertNotNull(e.getCause());
    assertTrue(e.getCause().getClass().getName().startsWith("org.tensorflow."), e::toString);
  }

  @Test
  void sizesThatAreOpenAndDoNotFitAreRefusedByTheLayer() {
    NDArray fits = NDArray.ones(2, 2, 2);
    NDArray x = NDArray.ones(2, 3, 2);
    NDArray y = NDArray.ones(2, 1);
    try (Sequential m = open();
        Predictor p = m.predictor();
        Predictor batching = p.batching(4, Duration.ZERO)) {
      m.predict(fits, o -> o.verbose(0));
      // A step that is wide enough for both sizes is there from now on.
      m.predict(NDArray.ones(2, 2, 2), o -> o.verbose(0));
      refuses(EXPECTED, () -> p.predict(x));
      refuses(EXPECTED, () -> batching.predict(x));
      assertEquals(p.predict(fits), batching.predict(fits));
      for (Executable call :
          new Executable[] {
            () -> m.predict(x, o -> o.verbose(0)),
            () -> m.evaluate(x, y, o -> o.verbose(0)),
            () -> m.fit(x, y, o -> o.verbose(0)),
            () -> m.trainOnBatch(x, y)
          }) {
        var e = assertThrows(IllegalArgumentException.class, call);
        assertTrue(String.valueOf(e.getMessage()).contains("Layer 'four' (Reshape)"), e::toString);
      }
    }
  }

  @Test
  void whatNoLayerRefusesNamesTheLayerInTensorFlowsWords() {
    var in = Input.of(DType.INT32, 3).name("words");
    var out = new GlobalAveragePooling1D().apply(new Embedding(9, 2).name("meaning").apply(in));
    NDArray outside = NDArray.of(new int[][] {{1, 2, 99}});
    try (Model m = new Model(in, out).name("texts");
        Predictor p = m.predictor()) {
      for (Executable call :
          new Executable[] {
            () -> m.predict(outside, o -> o.verbose(0)), () -> p.predict(outside)
          }) {
        var e = assertThrows(IllegalArgumentException.class, call);
        String message = String.valueOf(e.getMessage());
        assertEquals(IllegalArgumentException.class, e.getClass());
        assertTrue(
            message.startsWith("Model 'texts' cannot compute a batch of shapes [(1, 3)]: in '"),
            message);
        assertTrue(message.contains("meaning/"), message);
        assertTrue(message.contains("99"), message);
      }
    }
  }
}
