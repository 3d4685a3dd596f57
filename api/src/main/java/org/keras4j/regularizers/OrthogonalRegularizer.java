package org.keras4j.regularizers;

import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Makes the rows, or the columns, of a matrix orthogonal: Keras's {@code OrthogonalRegularizer}.
 *
 * <p>The penalty is {@code factor} times the mean of |cos| over the pairs of vectors; 0 for
 * orthogonal ones and for a single one, {@code factor} for parallel ones. Only for rank 2.
 */
public final class OrthogonalRegularizer extends Regularizer {

  private double factor;
  private String mode = "rows";

  /** Makes a penalty with factor 0.01, Keras's default. */
  public OrthogonalRegularizer() {
    this(0.01);
  }

  /**
   * Makes a penalty on rows.
   *
   * @param factor at least 0
   */
  public OrthogonalRegularizer(double factor) {
    this.factor = L1L2.check("OrthogonalRegularizer", "factor", factor);
  }

  /** Sets what becomes orthogonal: {@code "rows"} (the default) or {@code "columns"}. */
  public OrthogonalRegularizer mode(String value) {
    if (!List.of("rows", "columns").contains(value)) {
      throw Names.unknown("mode of OrthogonalRegularizer", value, List.of("rows", "columns"));
    }
    mode = value;
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    if (x.shape().numDimensions() != 2) {
      throw new IllegalArgumentException(
          "OrthogonalRegularizer takes weights of rank 2; received rank "
              + x.shape().numDimensions());
    }
    boolean rows = mode.equals("rows");
    Operand<TInt32> n = Casts.dim(tf, x, rows ? 0 : 1);
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(x), tf.constant(rows ? 1 : 0), ReduceSum.keepDims(true));
    float tiny = (float) (Numbers.EPSILON * Numbers.EPSILON);
    Operand<TFloat32> unit =
        tf.math.mul(x, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(tiny))));
    Operand<TFloat32> cosines =
        tf.linalg.matMul(unit, unit, MatMul.transposeA(!rows), MatMul.transposeB(rows));
    Operand<TFloat32> sum = Alignment.sum(tf, tf.math.abs(tf.math.mul(cosines, mask(tf, n))));
    return tf.math.mul(tf.constant((float) (factor * 0.5)), tf.math.div(sum, pairs(tf, n)));
  }

  /** Zeros on the diagonal of ones. */
  private static Operand<TFloat32> mask(Ops tf, Operand<TInt32> n) {
    Operand<TInt32> rows = tf.range(tf.constant(0), n, tf.constant(1));
    return tf.oneHot(rows, n, tf.constant(0f), tf.constant(1f));
  }

  /** Returns the number of pairs, at least 1: a single vector has none and no penalty. */
  private static Operand<TFloat32> pairs(Ops tf, Operand<TInt32> n) {
    Operand<TFloat32> size = tf.dtypes.cast(n, TFloat32.class);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> pairs =
        tf.math.div(tf.math.mul(size, tf.math.sub(size, one)), tf.constant(2f));
    return tf.math.maximum(pairs, one);
  }

  @Override
  protected void config(Config c) {
    // Keras keeps this factor as a float32.
    c.number("factor", (float) factor);
    c.text("mode", mode, this::mode);
  }
}
