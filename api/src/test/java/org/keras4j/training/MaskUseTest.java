package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Masking;
import org.keras4j.layers.Reshape;
import org.keras4j.layers.Softmax;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Masks in layers of one's own and in calls on arrays. */
class MaskUseTest {

  private static final NDArray X =
      NDArray.of(new float[][] {{1, 0}, {0, 0}, {3, 4}}).reshape(1, 3, 2);

  /** Notes whether it was given a mask. */
  private static class Witness extends Layer {
    final List<Boolean> seen = new ArrayList<>();

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      seen.add(context.mask(x) != null);
      return tf.math.neg(x);
    }

    @Override
    protected void config(Config c) {}
  }

  /** Lets only masked steps count. */
  private static final class Turned extends Witness {
    @Override
    protected @Nullable Operand<TBool> computeMask(
        Ops tf, Operand<?> input, @Nullable Operand<TBool> mask) {
      return mask == null ? null : tf.math.logicalNot(mask);
    }
  }

  /** Returns its input. */
  private static final class Same extends Layer {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return x;
    }

    @Override
    protected void config(Config c) {}
  }

  @Test
  void supportFollowsFromSayingHowMasksGo() {
    assertFalse(new Witness().supportsMasking());
    assertTrue(new Turned().supportsMasking());
    assertFalse(Sequential.of(new Masking()).supportsMasking(), "as in Keras");
  }

  @Test
  void layersOfOnesOwnGetAndGiveMasks() {
    var turned = new Turned();
    var model = Sequential.of(new Masking(), turned, new GlobalAveragePooling1D());
    assertEquals(NDArray.of(new float[][] {{0, 0}}), model.apply(X).add(0), "only the empty step");
    assertTrue(turned.seen.contains(true));
    var plain = Sequential.of(new Masking(), new GlobalAveragePooling1D());
    assertEquals(NDArray.of(new float[][] {{2, 2}}), plain.apply(X));
  }

  @Test
  void aLayerWithoutSupportEndsTheMaskWithOneWarning() {
    var ends = new Witness();
    var behind = new Witness();
    try (var model = Sequential.of(Input.of(3, 2), new Masking(), ends, behind)) {
      List<String> warnings =
          Warnings.during(
              () -> {
                model.predict(X, o -> o.verbose(0));
                model.apply(X);
              });
      assertEquals(1, warnings.size(), warnings.toString());
      assertTrue(warnings.get(0).contains("does not support masks"), warnings.get(0));
      assertTrue(ends.seen.contains(true));
      assertFalse(behind.seen.contains(true));
    }
  }

  /** In Keras a mask is an attribute of the tensor, and leaves with it. */
  @Test
  void aLayerThatReturnsItsInputReturnsTheMask() {
    var model = Sequential.of(new Masking(), new Same(), new GlobalAveragePooling1D());
    assertEquals(NDArray.of(new float[][] {{2, 2}}), model.apply(X));
  }

  @Test
  void wholeNumbersKeepTheirMask() {
    var behind = new Witness();
    var model = Sequential.of(new Masking(), behind);
    model.apply(X.asType(DType.INT32));
    assertTrue(behind.seen.contains(true));
  }

  @Test
  void masksThatDoNotFitAreRefused() {
    var softmax = Sequential.of(new Masking(), new Softmax());
    var e = assertThrows(IllegalArgumentException.class, () -> softmax.apply(X));
    assertTrue(e.getMessage().contains("(Softmax) takes a mask"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Masking(Double.NaN));
  }

  @Test
  void aBatchInWhichNothingCountsIsNormalizedWithoutNaN() {
    var in = Input.of(3, 2);
    try (var model =
        new Model(
            in, new Reshape(6).apply(new BatchNormalization().apply(new Masking().apply(in))))) {
      model.compile(c -> c.loss("mse").optimizer("sgd"));
      model.fit(NDArray.zeros(2, 3, 2), NDArray.zeros(2, 6), o -> o.verbose(0));
      model.getWeights().forEach(w -> assertFalse(Double.isNaN(w.sum())));
    }
  }

  /** Drops in inference, too. */
  private static final class MonteCarlo extends Layer {
    private final Dropout dropout = new Dropout(0.5).seed(1);

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return dropout.apply(tf, x, context.withTraining(true));
    }

    @Override
    protected void config(Config c) {}
  }

  @Test
  void eachPredictionDrawsOtherRandomNumbers() {
    try (var model = Sequential.of(Input.of(100), new MonteCarlo())) {
      NDArray x = NDArray.ones(1, 100);
      NDArray first = model.predict(x, o -> o.verbose(0));
      assertFalse(first.equals(model.predict(x, o -> o.verbose(0))));
    }
  }
}
