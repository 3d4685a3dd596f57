package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

class TrainingTest {

  @Test
  void learnsASeparableProblem() {
    Random r = new Random(1);
    float[] x = new float[400 * 4];
    float[] y = new float[400 * 2];
    for (int i = 0; i < 400; i++) {
      float s = 0;
      for (int j = 0; j < 4; j++) {
        x[i * 4 + j] = (float) r.nextGaussian();
        s += x[i * 4 + j];
      }
      y[i * 2 + (s > 0 ? 1 : 0)] = 1;
    }
    Keras.setRandomSeed(23);
    try (var m = new Sequential()) {
      m.add(Input.of(2, 2));
      m.add(new Flatten());
      m.add(new Dense(16).activation("relu"));
      m.add(new Dropout(0.1));
      m.add(new Dense(2).activation("softmax"));
      m.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
      var xa = NDArray.wrap(x, 400, 2, 2);
      var ya = NDArray.wrap(y, 400, 2);
      var h = m.fit(xa, ya, o -> o.verbose(0).epochs(30).batchSize(16).validationSplit(0.2));
      assertTrue(h.get("val_accuracy").get(29) > 0.9, h.history().toString());
      var s = m.evaluate(xa, ya, o -> o.verbose(0));
      assertEquals(2, s.names().size());
      assertEquals(Shape.of(400, 2), m.predict(xa, o -> o.verbose(0)).shape());
    }
  }
}
