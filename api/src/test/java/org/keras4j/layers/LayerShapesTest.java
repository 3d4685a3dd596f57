package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.constraints.MaxNorm;
import org.keras4j.constraints.UnitNorm;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.OrthogonalRegularizer;

/** Shapes that layers keep, and arguments that do not fit them. */
class LayerShapesTest {

  @Test
  void spatialDropoutKeepsTheOnlyChannel() {
    Sequential.of(Input.of(28, 28, 1), new SpatialDropout2D(0.2), new Conv2D(4, 3)).close();
    Sequential.of(Input.of(5, 1), new SpatialDropout1D(0.2), new Dense(4)).close();
    Sequential.of(Input.of(2, 2, 2, 1), new SpatialDropout3D(0.2), new BatchNormalization())
        .close();
    Sequential.of(
            Input.of(1, 5, 5),
            new SpatialDropout2D(0.2).dataFormat("channels_first"),
            new BatchNormalization().axis(1))
        .close();
    Sequential.of(Input.of(5, 1), new Dropout(0.2).noiseShape(-1, -1, -1), new Dense(4)).close();
  }

  /** Keras fails in the same way. */
  @Test
  void reshapeKeepsTheNumberOfSamples() {
    try (var m = Sequential.of(Input.of(-1, 2), new Reshape(3, 2))) {
      assertEquals(Shape.of(-1, 3, 2), m.outputShape());
      assertEquals(Shape.of(2, 3, 2), m.predict(NDArray.ones(2, 3, 2), o -> o.verbose(0)).shape());
      assertThrows(
          RuntimeException.class, () -> m.predict(NDArray.ones(3, 4, 2), o -> o.verbose(0)));
      try (var p = m.predictor()) {
        assertThrows(RuntimeException.class, () -> p.predict(NDArray.ones(3, 4, 2)));
      }
    }
  }

  @Test
  void masksThatDoNotFitAreRefusedWhenTheLayerIsBuilt() {
    for (int[] shape : new int[][] {{5}, {3}, {-1, 2}, {1, 1, 1, 1}, {3, 4}}) {
      assertMessage(
          () -> new Dropout(0.5).noiseShape(shape).apply(Input.of(4, 2)), "noiseShape", "4, 2");
    }
    assertMessage(() -> new Dropout(0.5).noiseShape(0, 2), "noiseShape", "[0, 2]");
  }

  @Test
  void anAxisThatTheWeightLacksIsRefusedWhenTheLayerIsBuilt() {
    assertMessage(
        () -> new Dense(2).kernelConstraint(new MaxNorm(1).axis(5)).apply(Input.of(3)),
        "constraint of weight 'dense",
        "(3, 2)",
        "MaxNorm: 'axis'",
        "[5]");
    assertMessage(
        () -> new Dense(2).biasConstraint(new UnitNorm().axis(-2)).apply(Input.of(3)), "[-2]");
    assertMessage(
        () -> new PReLU().alphaConstraint(new UnitNorm().axis(0, -1)).apply(Input.of(3)),
        "different");
  }

  @Test
  void aRegularizerThatTheWeightDoesNotSuitIsRefusedWhenTheLayerIsBuilt() {
    assertMessage(
        () ->
            new Conv2D(2, 3)
                .kernelRegularizer(new OrthogonalRegularizer())
                .apply(Input.of(8, 8, 1)),
        "regularizer of weight 'conv2d",
        "OrthogonalRegularizer",
        "rank 2");
  }

  /** A single vector has the penalty NaN in Keras, which ends the training. */
  @Test
  void orthogonalityOfOutputsAndOfASingleVector() {
    var units = new Dense(1).kernelRegularizer(new OrthogonalRegularizer(1).mode("columns"));
    try (var m =
        Sequential.of(
            Input.of(3), units.activityRegularizer(new OrthogonalRegularizer(1)), new Dense(1))) {
      m.compile(c -> c.optimizer("sgd").loss("mse"));
      var history = m.fit(NDArray.ones(4, 3), NDArray.ones(4, 1), o -> o.verbose(0));
      assertTrue(Double.isFinite(history.history().get("loss").get(0)));
    }
  }

  private static void assertMessage(Executable action, String... parts) {
    var e = assertThrows(IllegalArgumentException.class, action);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }
}
