package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.Fixtures;

/**
 * The policy {@code mixed_bfloat16} against Keras's, emulated where the processor has no fast
 * bfloat16. Eight bits of mantissa: a number is rounded by up to 1/512 of itself.
 */
class Bfloat16Test {

  private static final String EMULATE = "keras4j.emulateBfloat16";

  private final JsonNode fixture = Fixtures.read("bfloat16").get(0);
  private final NDArray x = Fixtures.array(fixture.get("x"));
  private final NDArray y = Fixtures.array(fixture.get("y"));

  @AfterEach
  void leaveNothingBehind() {
    System.clearProperty(EMULATE);
  }

  @Test
  void predictsAndLearnsAsKerasDoes() {
    System.setProperty(EMULATE, "true");
    Run ours = run("mixed_bfloat16");
    JsonNode keras = fixture.get("mixed_bfloat16");
    assertNear(Fixtures.array(keras.get("predict")), ours.predict);
    assertNear(Fixtures.array(keras.get("end")), ours.end);
    for (int i = 0; i < ours.losses.size(); i++) {
      assertEquals(keras.get("losses").get(i).asDouble(), ours.losses.get(i), 0.005, "loss " + i);
    }
  }

  /** Otherwise the test above could pass without any bfloat16. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void roundsWhatItMultiplies() {
    System.setProperty(EMULATE, "true");
    double distance = distance(run("float32").predict, run("mixed_bfloat16").predict);
    assertTrue(distance > 1e-4 && distance < 0.01, "largest difference " + distance);
  }

  @Test
  void staysCloseToFloat32Anyhow() {
    double distance = distance(run("float32").end, run("mixed_bfloat16").end);
    assertTrue(distance < 0.01, "largest difference " + distance);
  }

  @Test
  void keepsWeightsInFloat32() {
    System.setProperty(EMULATE, "true");
    try (Sequential m = model("mixed_bfloat16")) {
      List<NDArray> given = Fixtures.arrays(fixture.get("weights"));
      m.predict(x, o -> o.verbose(0));
      assertEquals(given, m.getWeights());
    }
  }

  @Test
  void predictorRoundsAsPredictDoes() {
    System.setProperty(EMULATE, "true");
    try (Sequential m = model("mixed_bfloat16");
        var predictor = m.predictor()) {
      double distance = distance(m.predict(x, o -> o.verbose(0)), predictor.predict(x));
      assertTrue(distance < 0.005, "largest difference " + distance);
    }
  }

  private record Run(NDArray predict, List<Double> losses, NDArray end) {}

  private Run run(String policy) {
    try (Sequential m = model(policy)) {
      NDArray predict = m.predict(x, o -> o.verbose(0));
      List<Double> losses = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        losses.add(m.trainOnBatch(x, y).get("loss"));
      }
      return new Run(predict, losses, m.predict(x, o -> o.verbose(0)));
    }
  }

  private Sequential model(String policy) {
    Sequential m =
        Sequential.of(
            Input.of(12, 12, 1),
            new Conv2D(8, 3, 3).activation("relu").dtype(policy),
            new MaxPooling2D(2, 2).dtype(policy),
            new Flatten().dtype(policy),
            new Dense(16).activation("relu").dtype(policy),
            new Dense(10).activation("softmax"));
    m.compile(c -> c.optimizer(new SGD(0.1)).loss("sparse_categorical_crossentropy"));
    m.setWeights(Fixtures.arrays(fixture.get("weights")));
    return m;
  }

  private static void assertNear(NDArray expected, NDArray seen) {
    double distance = distance(expected, seen);
    assertTrue(distance < 0.01, "largest difference " + distance);
  }

  private static double distance(NDArray a, NDArray b) {
    NDArray difference = a.subtract(b);
    return Math.max(difference.max(), -difference.min());
  }
}
