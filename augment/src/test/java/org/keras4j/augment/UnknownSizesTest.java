package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** A model that learns the size of its images from the data computes what the layer alone does. */
class UnknownSizesTest {
  private static final NDArray X =
      NDArray.arange(2 * 5 * 4 * 3).asType(DType.FLOAT32).reshape(2, 5, 4, 3);

  @TestFactory
  Stream<DynamicTest> givesTheSame() {
    return Stream.<Supplier<Layer>>of(
            () -> new RandomRotation(0.2).seed(1),
            () -> new RandomTranslation(0.3, 0.2).seed(2),
            () -> new RandomZoom(0.3, 0.2).seed(3),
            () -> new RandomShear(0.3, 0.2).seed(4),
            () -> new RandomFlip().seed(5),
            () -> new RandomContrast(0.5).seed(6),
            () -> new RandomBrightness(0.3).seed(7),
            () -> new FusedAffine(new RandomRotation(0.2).seed(8), new RandomZoom(0.1).seed(9)),
            () -> new Rescaling(0.5).offset(1))
        .map(make -> DynamicTest.dynamicTest(make.get().className(), () -> check(make)));
  }

  private static void check(Supplier<Layer> make) {
    Layer alone = make.get();
    try (var model = Sequential.of(Input.of(-1, -1, 3), make.get())) {
      for (int n = 2; n > 0; n--) {
        NDArray x = X.slice(0, n);
        assertEquals(alone.apply(x, false), model.apply(x, false));
        assertEquals(alone.apply(x, false), model.predict(x, o -> o.verbose(0)));
        NDArray expected = alone.apply(x, true);
        NDArray actual = model.apply(x, true);
        assertEquals(expected.shape(), actual.shape());
        assertEquals(0, expected.subtract(actual).map(Math::abs).max(), 1e-4);
      }
    }
  }
}
