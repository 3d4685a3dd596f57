package org.keras4j.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.keras4j.framework.Examples.SAMPLES;
import static org.keras4j.framework.Examples.WEIGHTS;
import static org.keras4j.framework.Examples.random;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.Close;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.BinaryCrossentropy;
import org.tensorflow.framework.losses.CategoricalCrossentropy;
import org.tensorflow.framework.losses.CategoricalHinge;
import org.tensorflow.framework.losses.CosineSimilarity;
import org.tensorflow.framework.losses.Hinge;
import org.tensorflow.framework.losses.Huber;
import org.tensorflow.framework.losses.KLDivergence;
import org.tensorflow.framework.losses.LogCosh;
import org.tensorflow.framework.losses.MeanAbsoluteError;
import org.tensorflow.framework.losses.MeanAbsolutePercentageError;
import org.tensorflow.framework.losses.MeanSquaredError;
import org.tensorflow.framework.losses.MeanSquaredLogarithmicError;
import org.tensorflow.framework.losses.Poisson;
import org.tensorflow.framework.losses.Reduction;
import org.tensorflow.framework.losses.SparseCategoricalCrossentropy;
import org.tensorflow.framework.losses.SquaredHinge;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Losses of the framework beside ours, which are Keras's. */
class FrameworkLossTest {

  private static final NDArray POSITIVE = random(1, 0.2, 3, SAMPLES, 3);
  private static final NDArray X = random(2, -1, 1, SAMPLES, 4);

  static Stream<Arguments> losses() {
    Function<Reduction, org.tensorflow.framework.losses.Loss> huber =
        r -> new Huber("my_huber", 0.3f, r);
    return Stream.of(
        of(MeanSquaredError::new, new org.keras4j.losses.MeanSquaredError(), POSITIVE, "linear"),
        of(MeanAbsoluteError::new, new org.keras4j.losses.MeanAbsoluteError(), POSITIVE, "linear"),
        of(
            MeanAbsolutePercentageError::new,
            new org.keras4j.losses.MeanAbsolutePercentageError(),
            POSITIVE,
            "linear"),
        of(
            MeanSquaredLogarithmicError::new,
            new org.keras4j.losses.MeanSquaredLogarithmicError(),
            POSITIVE,
            "softplus"),
        of(huber, new org.keras4j.losses.Huber().delta(0.3), POSITIVE, "linear"),
        of(LogCosh::new, new org.keras4j.losses.LogCosh(), POSITIVE, "linear"),
        of(Poisson::new, new org.keras4j.losses.Poisson(), POSITIVE, "softplus"),
        of(CosineSimilarity::new, new org.keras4j.losses.CosineSimilarity(), POSITIVE, "linear"),
        of(
            KLDivergence::new,
            new org.keras4j.losses.KLDivergence(),
            Examples.probabilities(),
            "softmax"),
        of(Hinge::new, new org.keras4j.losses.Hinge(), Examples.signs(), "linear"),
        of(Hinge::new, new org.keras4j.losses.Hinge(), Examples.oneHot(), "linear"),
        of(SquaredHinge::new, new org.keras4j.losses.SquaredHinge(), Examples.signs(), "linear"),
        of(
            CategoricalHinge::new,
            new org.keras4j.losses.CategoricalHinge(),
            Examples.oneHot(),
            "linear"),
        of(
            BinaryCrossentropy::new,
            new org.keras4j.losses.BinaryCrossentropy(),
            Examples.oneHot(),
            "sigmoid"),
        of(
            r -> new BinaryCrossentropy(true, 0.2f, r),
            new org.keras4j.losses.BinaryCrossentropy().fromLogits(true).labelSmoothing(0.2),
            Examples.oneHot(),
            "linear"),
        of(
            CategoricalCrossentropy::new,
            new org.keras4j.losses.CategoricalCrossentropy(),
            Examples.oneHot(),
            "softmax"),
        of(
            r -> new CategoricalCrossentropy(true, 0.2f, r),
            new org.keras4j.losses.CategoricalCrossentropy().fromLogits(true).labelSmoothing(0.2),
            Examples.oneHot(),
            "linear"));
  }

  private static Arguments of(
      Function<Reduction, org.tensorflow.framework.losses.Loss> theirs,
      Loss ours,
      NDArray targets,
      String activation) {
    return arguments(theirs, ours, targets, activation);
  }

  private static NDArray predictions(String activation) {
    return switch (activation) {
      case "linear" -> random(3, -2, 2, SAMPLES, 3);
      case "softplus" -> random(3, 0.1, 3, SAMPLES, 3);
      case "softmax" -> Examples.probabilities();
      default -> random(3, 0.05, 0.95, SAMPLES, 3);
    };
  }

  @ParameterizedTest
  @MethodSource("losses")
  void valuesAreOurs(
      Function<Reduction, org.tensorflow.framework.losses.Loss> theirs,
      Loss ours,
      NDArray targets,
      String activation) {
    NDArray p = predictions(activation);
    for (Reduction reduction : Reduction.values()) {
      ours.reduction(
          reduction == Reduction.AUTO
              ? "sum_over_batch_size"
              : reduction.name().toLowerCase(Locale.ROOT));
      Loss bridged = Framework.loss(theirs.apply(reduction));
      assertEquals(ours.reduction(), bridged.reduction());
      String what = bridged.name() + " " + reduction;
      Close.assertClose(what, ours.apply(targets, p), bridged.apply(targets, p));
      Close.assertClose(what, ours.apply(targets, p, WEIGHTS), bridged.apply(targets, p, WEIGHTS));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void trainingIsOurs(
      Function<Reduction, org.tensorflow.framework.losses.Loss> theirs,
      Loss ours,
      NDArray targets,
      String activation) {
    ours.reduction("sum_over_batch_size");
    Loss bridged = Framework.loss(theirs.apply(Reduction.AUTO));
    List<NDArray> expected = trained(ours, targets, activation);
    List<NDArray> actual = trained(bridged, targets, activation);
    for (int i = 0; i < expected.size(); i++) {
      Close.assertClose(
          bridged.name() + " weight " + i, expected.get(i), actual.get(i), 1e-4, 1e-5);
    }
  }

  /** Batches of 4 and of 2, with weights; the batch is unknown to the graph. */
  private static List<NDArray> trained(Loss loss, NDArray targets, String activation) {
    try (Sequential m = Sequential.of(Input.of(4), new Dense(3).activation(activation))) {
      m.setWeights(List.of(random(5, -0.5, 0.5, 4, 3), random(6, -0.1, 0.1, 3)));
      m.compile(c -> c.optimizer(new SGD(0.05)).loss(loss));
      m.fit(
          X,
          targets,
          o -> o.verbose(0).epochs(3).batchSize(4).shuffle(false).sampleWeight(WEIGHTS));
      return m.getWeights();
    }
  }

  @Test
  void aBatchOfOneAndAMissingAxisAreKept() {
    Loss loss = Framework.loss(new MeanSquaredError(Reduction.NONE));
    NDArray one = NDArray.of(new float[][] {{3}});
    NDArray expected = NDArray.of(new float[] {4});
    assertEquals(expected, loss.apply(NDArray.of(new float[] {1}), one));
    assertEquals(expected, loss.apply(NDArray.of(new float[][] {{1}}), one));
  }

  @Test
  void namesAreKerasNames() {
    assertEquals("mean_squared_error", Framework.loss(new MeanSquaredError()).name());
    assertEquals("kl_divergence", Framework.loss(new KLDivergence()).name());
    assertEquals("mine", Framework.loss(new Huber("mine")).name());
    assertEquals("mine", Framework.loss(new Mine(false)).name());
  }

  /** A loss that is not the framework's, as in programs that use it. */
  private record Mine(boolean whole) implements org.tensorflow.framework.losses.Loss {
    @Override
    public <T extends TNumber> Operand<T> call(
        Ops tf, Operand<? extends TNumber> labels, Operand<T> predictions, Operand<T> weights) {
      Operand<T> difference = tf.math.sub(tf.dtypes.cast(labels, predictions.type()), predictions);
      return tf.reduceSum(
          tf.math.abs(difference), tf.constant(whole ? new int[] {0, 1} : new int[] {1}));
    }
  }

  @Test
  void oneCanBeWrittenThatReturnsAValueForEachSample() {
    Loss sums =
        Losses.of(
            "sums", (tf, t, p) -> tf.reduceSum(tf.math.abs(tf.math.sub(t, p)), tf.constant(1)));
    NDArray p = predictions("linear");
    assertEquals(
        sums.apply(POSITIVE, p, WEIGHTS),
        Framework.loss(new Mine(false)).apply(POSITIVE, p, WEIGHTS));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Framework.loss(new Mine(true)).apply(POSITIVE, p, WEIGHTS));
    assertTrue(e.getMessage().contains("one for each sample"), e.getMessage());
  }

  @Test
  void shapesThatWouldBroadcastAreRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Framework.loss(new Huber()).apply(Examples.classes(), POSITIVE));
    assertTrue(e.getMessage().contains("one target for each value"), e.getMessage());
  }

  @Test
  void theSparseOneIsRefused() {
    var e =
        assertThrows(
            UnsupportedOperationException.class,
            () -> Framework.loss(new SparseCategoricalCrossentropy()));
    assertTrue(
        e.getMessage().contains("org.keras4j.losses.SparseCategoricalCrossentropy"),
        e.getMessage());
  }

  /** What the method's comment says of numbers that differ. */
  @Test
  void crossentropyDiffersAtTheEnds() {
    NDArray wrong = NDArray.of(new float[][] {{0}});
    NDArray one = NDArray.of(new float[][] {{1}});
    double theirs = Framework.loss(new BinaryCrossentropy()).apply(one, wrong).getDouble();
    double keras = new org.keras4j.losses.BinaryCrossentropy().apply(one, wrong).getDouble();
    assertEquals(15.424948, theirs, 1e-5);
    assertEquals(16.118095, keras, 1e-5);
    theirs = Framework.loss(new BinaryCrossentropy()).apply(wrong, one).getDouble();
    keras = new org.keras4j.losses.BinaryCrossentropy().apply(wrong, one).getDouble();
    assertEquals(15.333, theirs, 1e-2);
    assertEquals(15.942385, keras, 1e-5);
  }

  @Test
  void probabilitiesOutOfRangeAndStrangeTargetsEndTheStep() {
    NDArray two = NDArray.of(new float[][] {{2}});
    NDArray one = NDArray.of(new float[][] {{1}});
    for (org.tensorflow.framework.losses.Loss loss :
        List.<org.tensorflow.framework.losses.Loss>of(
            new BinaryCrossentropy(), new CategoricalCrossentropy())) {
      var e = assertThrows(RuntimeException.class, () -> Framework.loss(loss).apply(one, two));
      assertTrue(e.getMessage().contains("range check"), e.getMessage());
    }
    var e = assertThrows(RuntimeException.class, () -> Framework.loss(new Hinge()).apply(two, one));
    assertTrue(e.getMessage().contains("value check"), e.getMessage());
  }

  @Test
  void logitsOnAnotherAxisEndTheStep() {
    Loss first = Framework.loss(new CategoricalCrossentropy(null, true, 0, Reduction.NONE, 0));
    NDArray logits = random(8, -1, 1, 3, 3);
    assertThrows(RuntimeException.class, () -> first.apply(NDArray.ones(3, 3), logits));
    Loss middle = Framework.loss(new CategoricalCrossentropy(null, true, 0, Reduction.NONE, 1));
    NDArray cube = random(8, -1, 1, 2, 3, 2);
    assertThrows(RuntimeException.class, () -> middle.apply(NDArray.ones(2, 3, 2), cube));
  }

  @Test
  void hingeTargetsAreConvertedRowByRow() {
    NDArray targets = NDArray.of(new float[][] {{0, 0}, {-1, 1}});
    NDArray p = NDArray.of(new float[][] {{0.5f, 0.5f}, {0.5f, 0.5f}});
    Loss theirs = Framework.loss(new Hinge(Reduction.NONE));
    Loss ours = new org.keras4j.losses.Hinge().reduction("none");
    assertEquals(NDArray.of(new float[] {1.5f, 1}), theirs.apply(targets, p));
    assertEquals(NDArray.of(new float[] {1, 1}), ours.apply(targets, p));
  }
}
