package org.keras4j.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.tensorflow.framework.initializers.VarianceScaling.Distribution.NORMAL;
import static org.tensorflow.framework.initializers.VarianceScaling.Distribution.TRUNCATED_NORMAL;
import static org.tensorflow.framework.initializers.VarianceScaling.Distribution.UNIFORM;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.initializers.GlorotNormal;
import org.keras4j.initializers.HeNormal;
import org.keras4j.initializers.LecunNormal;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.Close;
import org.tensorflow.framework.initializers.Constant;
import org.tensorflow.framework.initializers.Glorot;
import org.tensorflow.framework.initializers.He;
import org.tensorflow.framework.initializers.Identity;
import org.tensorflow.framework.initializers.Initializer;
import org.tensorflow.framework.initializers.LeCun;
import org.tensorflow.framework.initializers.Ones;
import org.tensorflow.framework.initializers.Orthogonal;
import org.tensorflow.framework.initializers.RandomNormal;
import org.tensorflow.framework.initializers.RandomUniform;
import org.tensorflow.framework.initializers.TruncatedNormal;
import org.tensorflow.framework.initializers.VarianceScaling;
import org.tensorflow.framework.initializers.Zeros;
import org.tensorflow.types.TFloat32;

/** Initializers of the framework beside ours, which are Keras's. */
class FrameworkInitializerTest {

  private static final int SEED = 42;

  static Stream<Arguments> initializers() {
    return Stream.of(
        arguments(new Zeros<TFloat32>(), new org.keras4j.initializers.Zeros()),
        arguments(new Ones<TFloat32>(), new org.keras4j.initializers.Ones()),
        arguments(new Constant<TFloat32>(0.3), new org.keras4j.initializers.Constant(0.3)),
        arguments(new Identity<TFloat32>(2), new org.keras4j.initializers.Identity(2)),
        arguments(
            new RandomNormal<TFloat32>(0.1, 0.2, SEED),
            new org.keras4j.initializers.RandomNormal(0.1, 0.2).seed(SEED)),
        arguments(
            new RandomUniform<TFloat32>(-0.2, 0.4, SEED),
            new org.keras4j.initializers.RandomUniform(-0.2, 0.4).seed(SEED)),
        arguments(
            new TruncatedNormal<TFloat32>(SEED),
            new org.keras4j.initializers.TruncatedNormal().seed(SEED)),
        arguments(new Glorot<TFloat32>(TRUNCATED_NORMAL, SEED), new GlorotNormal().seed(SEED)),
        arguments(new He<TFloat32>(TRUNCATED_NORMAL, SEED), new HeNormal().seed(SEED)),
        arguments(new LeCun<TFloat32>(TRUNCATED_NORMAL, SEED), new LecunNormal().seed(SEED)),
        arguments(
            new VarianceScaling<TFloat32>(3, VarianceScaling.Mode.FAN_OUT, NORMAL, SEED),
            new org.keras4j.initializers.VarianceScaling()
                .scale(3)
                .mode("fan_out")
                .distribution("untruncated_normal")
                .seed(SEED)),
        arguments(
            new Orthogonal<TFloat32>(0.5, SEED),
            new org.keras4j.initializers.Orthogonal(0.5).seed(SEED)));
  }

  @ParameterizedTest
  @MethodSource("initializers")
  void valuesAreOurs(Initializer<TFloat32> theirs, org.keras4j.initializers.Initializer ours) {
    var bridged = Framework.initializer(theirs);
    String what = theirs.getClass().getSimpleName();
    for (Shape shape : List.of(Shape.of(4, 4), Shape.of(5, 3))) {
      NDArray expected = ours.initialize(shape);
      Close.assertClose(what, expected, bridged.initialize(shape));
      try (Sequential m =
          Sequential.of(
              Input.of(shape.get(0)), new Dense((int) shape.get(1)).kernelInitializer(bridged))) {
        m.compile(c -> c.loss("mse"));
        m.predict(NDArray.ones(2, shape.get(0)), o -> o.verbose(0));
        Close.assertClose(what, expected, m.getWeights().get(0));
      }
    }
  }

  @Test
  void numbersOfAnyLocaleDo() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Shape shape = Shape.of(3, 2);
      Close.assertClose(
          "glorot",
          new GlorotNormal().seed(SEED).initialize(shape),
          Framework.initializer(new Glorot<>(TRUNCATED_NORMAL, SEED)).initialize(shape));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void kernelsOfConvolutionsAreRefusedUnlessTheyAreRight() {
    var glorot = Framework.initializer(new Glorot<>(TRUNCATED_NORMAL, SEED));
    Shape one = Shape.of(3, 3, 1, 4);
    Close.assertClose(
        "one channel", new GlorotNormal().seed(SEED).initialize(one), glorot.initialize(one));
    refused(glorot, Shape.of(3, 3, 2, 4), "GlorotNormal");
    refused(Framework.initializer(new He<>(NORMAL, SEED)), Shape.of(3, 2, 4), "use HeNormal");
  }

  @Test
  void uniformOnesAreRefusedAsTheyAreNeverNegative() {
    refused(new Glorot<>(UNIFORM, SEED), "use GlorotUniform");
    refused(new He<>(UNIFORM, SEED), "use HeUniform");
    refused(new LeCun<>(UNIFORM, SEED), "use LecunUniform");
    refused(
        new VarianceScaling<>(2, VarianceScaling.Mode.FAN_IN, UNIFORM, SEED),
        "use VarianceScaling");
  }

  private static void refused(Initializer<TFloat32> initializer, String remedy) {
    var e =
        assertThrows(UnsupportedOperationException.class, () -> Framework.initializer(initializer));
    assertTrue(e.getMessage().contains(remedy), e.getMessage());
  }

  @Test
  void matricesThatCannotBeMadeAreRefused() {
    var orthogonal = Framework.initializer(new Orthogonal<>(SEED));
    refused(orthogonal, Shape.of(2, 3), "initializers.Orthogonal");
    refused(orthogonal, Shape.of(2, 2, 2), "initializers.Orthogonal");
    refused(Framework.initializer(new Identity<>()), Shape.of(2, 2, 2), "initializers.Identity");
  }

  private static void refused(
      org.keras4j.initializers.Initializer initializer, Shape shape, String remedy) {
    var e = assertThrows(IllegalArgumentException.class, () -> initializer.initialize(shape));
    assertTrue(e.getMessage().contains(remedy), e.getMessage());
    assertTrue(e.getMessage().contains(shape.toString()), e.getMessage());
    assertEquals(-1, e.getMessage().indexOf('\n'));
  }
}
