package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.graph.Casts;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TNumber;

/**
 * Its inputs one behind the other along an axis: Keras's {@code Concatenate}.
 *
 * <p>Inputs have equal shapes but for that axis. Whole numbers stay whole if all inputs are of one
 * type. The same in training and inference.
 */
public final class Concatenate extends FluentLayer<Concatenate> {

  private int axis;

  /** Makes the layer for the last axis, Keras's default. */
  public Concatenate() {
    this(-1);
  }

  /**
   * Makes the layer.
   *
   * @param axis the axis, the batch counted as 0; negative ones count from the end
   */
  public Concatenate(int axis) {
    this.axis = axis;
  }

  @Override
  protected void build(List<Shape> inputs) {
    Shape first = inputs.get(0);
    int rank = first.rank();
    if (axis >= rank || axis < -rank) {
      throw badArgument("axis", "one of the inputs' axes", axis + " for input shapes " + inputs);
    }
    int along = axis < 0 ? axis + rank : axis;
    for (Shape s : inputs) {
      if (s.rank() != rank || !without(first, along).isCompatibleWith(without(s, along))) {
        throw new IllegalArgumentException(
            describe()
                + " needs inputs whose shapes are equal but for axis "
                + axis
                + "; received shapes "
                + inputs);
      }
    }
  }

  private static Shape without(Shape s, int along) {
    long[] dims = s.asArray();
    dims[along] = Shape.UNKNOWN;
    return Shape.of(dims);
  }

  @Override
  protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    return List.of(joined(tf, Casts.numbers(tf, inputs)));
  }

  @SuppressWarnings("unchecked") // they have one type
  private <T extends TNumber> Operand<T> joined(Ops tf, List<Operand<? extends TNumber>> inputs) {
    List<Operand<T>> all = inputs.stream().map(x -> (Operand<T>) x).toList();
    return all.size() == 1 ? all.get(0) : tf.concat(all, tf.constant(axis));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** An input without a mask counts as a whole. */
  @Override
  protected List<@Nullable Operand<TBool>> computeMask(
      Ops tf, List<Operand<?>> inputs, List<@Nullable Operand<TBool>> masks) {
    if (masks.stream().allMatch(Objects::isNull)) {
      return List.of();
    }
    List<Operand<TBool>> elements = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      elements.add(elements(tf, inputs.get(i), masks.get(i)));
    }
    Operand<TBool> joined =
        elements.size() == 1 ? elements.get(0) : tf.concat(elements, tf.constant(axis));
    return Collections.singletonList(tf.reduceAny(joined, tf.constant(-1)));
  }

  private static Operand<TBool> elements(Ops tf, Operand<?> x, @Nullable Operand<TBool> mask) {
    if (mask != null && mask.shape().numDimensions() >= x.shape().numDimensions()) {
      return mask;
    }
    Operand<TBool> all = tf.fill(tf.shape(x), tf.constant(mask == null));
    return mask == null ? all : tf.math.logicalOr(tf.expandDims(mask, tf.constant(-1)), all);
  }

  @Override
  protected void config(Config c) {
    c.integer("axis", axis);
  }
}
