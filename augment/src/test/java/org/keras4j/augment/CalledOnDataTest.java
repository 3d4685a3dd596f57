package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dropout;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/**
 * Models that are called on data, {@code augmentation(images)} in Python. Numbers are those of the
 * same lines there.
 */
class CalledOnDataTest {

  private static final NDArray X =
      NDArray.arange(4 * 8 * 8).asType(DType.FLOAT32).reshape(4, 8, 8, 1);

  @BeforeEach
  void seed() {
    Keras.setRandomSeed(5);
  }

  @Test
  void aChainOfAugmentationTransforms() {
    var augmentation = Sequential.of(new RandomFlip("horizontal"), new RandomRotation(0.1));
    NDArray first = augmentation.apply(X);
    assertEquals(32639.999946832657, first.sum(), 1e-3);
    float[] expected = {
      70.1102f, 69.13652f, 68.162834f, 67.189156f, 67.86401f, 68.71362f, 69.56323f, 71.1184f
    };
    float[] second = augmentation.apply(X).get(1).get(0).toFloatArray();
    assertArrayEquals(expected, second, 1e-4f);
  }

  @Test
  void insideAnotherModelToo() {
    var augmentation = Sequential.of(new RandomFlip("horizontal"), new RandomRotation(0.1));
    augmentation.apply(X);
    augmentation.apply(X);
    var model = Sequential.of(Input.of(8, 8, 1), augmentation);
    assertEquals(32639.999948740005, model.apply(X).sum(), 1e-4);
    var input = Input.of(8, 8, 1);
    var functional = new Model(input, augmentation.apply(input));
    assertNotEquals(X, functional.apply(X));
  }

  @Test
  void oneFactorMayBeANumberAndTheOtherARange() {
    Range range = Range.of(0.1, 0.3);
    assertEquals(31784.04928970337, new RandomShear(0.2, range).apply(X).sum(), 0.01);
    assertEquals(32245.889951467514, new RandomShear(0.2, 0.3).apply(X).sum(), 0.01);
    var translation = new RandomTranslation(Range.of(-0.1, 0.2), 0.1);
    assertEquals(32608.059635400772, translation.apply(X).sum(), 0.01);
    assertEquals(32639.99987745285, new RandomZoom(0.1, Range.of(0.1, 0.2)).apply(X).sum(), 0.01);
    assertEquals(
        new RandomShear(Range.of(0.1, 0.2), 0.3).getConfig().get("y_factor"),
        new RandomShear(0.3, Range.of(0.1, 0.2)).getConfig().get("x_factor"));
    assertEquals(0.1, new RandomTranslation(0.1, range).getConfig().get("height_factor"));
    assertEquals(0.1, new RandomZoom(range, 0.1).getConfig().get("width_factor"));
  }

  @Test
  void dropoutRestsUnlessTheCallSaysTraining() {
    var model = Sequential.of(Input.of(8, 8, 1), new RandomRotation(0.2), new Dropout(0.5));
    assertNotEquals(X, model.apply(X));
    assertEquals(X.add(1).map(Math::signum).sum(), nonZero(model.apply(X.add(1))));
    assertTrue(nonZero(model.apply(X.add(1), true)) < 200);
    assertEquals(X, model.apply(X, false));
    assertEquals(X, model.predict(X, o -> o.verbose(0)));
    assertEquals(List.of(X), model.applyToArrays(List.of(X), false));
  }

  private static double nonZero(NDArray a) {
    return a.notEqual(0).asType(DType.INT64).sum();
  }
}
