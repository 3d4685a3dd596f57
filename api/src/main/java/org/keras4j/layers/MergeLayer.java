package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.internal.graph.Casts;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What the layers share that combine several inputs element by element.
 *
 * <p>Dimensions of size 1 are repeated as in NumPy; inputs of lower rank get dimensions of size 1
 * behind the batch. Whole numbers stay whole if all inputs are of one type.
 *
 * @param <S> the layer's own type
 */
public abstract class MergeLayer<S extends MergeLayer<S>> extends FluentLayer<S> {

  MergeLayer() {}

  /** Combines two inputs. */
  abstract <T extends TNumber> Operand<T> combine(Ops tf, Operand<T> a, Operand<T> b);

  /** What happens to the combination of all {@code n} inputs at the end. */
  Operand<? extends TNumber> finish(Ops tf, Operand<? extends TNumber> combined, int n) {
    return combined;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected final void build(List<Shape> inputs) {
    checkNumber(inputs.size());
    int rank = inputs.stream().mapToInt(Shape::rank).max().orElse(0);
    long[] common = new long[rank];
    Arrays.fill(common, 1);
    for (Shape s : inputs) {
      for (int i = 0; i < s.rank(); i++) {
        int at = i == 0 ? 0 : i + rank - s.rank();
        long d = s.get(i);
        boolean repeatable = at > 0 && (d == 1 || common[at] == 1);
        if (d > 0 && common[at] > 0 && d != common[at] && !repeatable && common[at] != 1) {
          throw new IllegalArgumentException(
              describe()
                  + " combines inputs element by element, so their dimensions must be equal or 1;"
                  + " received shapes "
                  + inputs);
        }
        common[at] = common[at] == 1 || (common[at] < 0 && d > 1) ? d : common[at];
      }
    }
  }

  /** Refuses a number of inputs that cannot be combined. */
  void checkNumber(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(describe() + " needs at least one input");
    }
  }

  @Override
  protected final List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    List<@Nullable Operand<TBool>> masks = new ArrayList<>();
    inputs.forEach(x -> masks.add(context.mask(x)));
    return List.of(finish(tf, combined(tf, Casts.numbers(tf, inputs), masks), inputs.size()));
  }

  /** What counts in any of the inputs counts; without a mask on each of them, everything does. */
  @Override
  protected final List<@Nullable Operand<TBool>> computeMask(
      Ops tf, List<Operand<?>> inputs, List<@Nullable Operand<TBool>> masks) {
    Operand<TBool> any = null;
    for (Operand<TBool> mask : masks) {
      if (mask == null) {
        return List.of();
      }
      any = any == null ? mask : tf.math.logicalOr(any, mask);
    }
    return Collections.singletonList(any);
  }

  @SuppressWarnings("unchecked") // they have one type
  private <T extends TNumber> Operand<T> combined(
      Ops tf, List<Operand<? extends TNumber>> inputs, List<@Nullable Operand<TBool>> masks) {
    int rank = inputs.stream().mapToInt(x -> x.shape().numDimensions()).max().orElse(0);
    List<Operand<T>> all = new ArrayList<>();
    // As in Keras, masks do not reach inputs that get more dimensions.
    boolean masked = masks.stream().anyMatch(Objects::nonNull);
    for (Operand<? extends TNumber> x : inputs) {
      masked &= x.shape().numDimensions() == rank;
      all.add(ofRank(tf, (Operand<T>) x, rank));
    }
    return masked ? combineMasked(tf, all, masks) : combineAll(tf, all);
  }

  private <T extends TNumber> Operand<T> combineAll(Ops tf, List<Operand<T>> inputs) {
    Operand<T> all = inputs.get(0);
    for (Operand<T> x : inputs.subList(1, inputs.size())) {
      all = combine(tf, all, x);
    }
    return all;
  }

  /** Combines inputs of which some have masks. By default as those without. */
  <T extends TNumber> Operand<T> combineMasked(
      Ops tf, List<Operand<T>> inputs, List<@Nullable Operand<TBool>> masks) {
    return combineAll(tf, inputs);
  }

  private static <T extends TNumber> Operand<T> ofRank(Ops tf, Operand<T> x, int rank) {
    int missing = rank - x.shape().numDimensions();
    if (missing == 0) {
      return x;
    }
    List<Operand<TInt32>> dims = new ArrayList<>();
    for (int i = 0; i < rank - missing; i++) {
      dims.add(KerasOps.of(tf).size(x, i));
      for (int j = 0; i == 0 && j < missing; j++) {
        dims.add(tf.constant(1));
      }
    }
    return tf.reshape(x, tf.stack(dims));
  }
}
