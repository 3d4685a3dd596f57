package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.CallContext;
import org.keras4j.FluentLayer;
import org.keras4j.Shape;
import org.keras4j.internal.engine.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What the layers share that combine several inputs element by element.
 *
 * <p>Dimensions of size 1 are repeated as in NumPy; inputs of lower rank get dimensions of size 1
 * behind the batch.
 *
 * @param <S> the layer's own type
 */
public abstract class MergeLayer<S extends MergeLayer<S>> extends FluentLayer<S> {

  MergeLayer() {}

  /** Combines two inputs. */
  abstract Operand<TFloat32> combine(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b);

  /** What happens to the combination of all {@code n} inputs at the end. */
  Operand<TFloat32> finish(Ops tf, Operand<TFloat32> combined, int n) {
    return combined;
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
    int rank = inputs.stream().mapToInt(x -> x.shape().numDimensions()).max().orElse(0);
    Operand<TFloat32> all = null;
    for (Operand<?> input : inputs) {
      Operand<TFloat32> x = ofRank(tf, Casts.toFloat(tf, input), rank);
      all = all == null ? x : combine(tf, all, x);
    }
    return List.of(finish(tf, java.util.Objects.requireNonNull(all), inputs.size()));
  }

  private static Operand<TFloat32> ofRank(Ops tf, Operand<TFloat32> x, int rank) {
    int missing = rank - x.shape().numDimensions();
    if (missing == 0) {
      return x;
    }
    List<Operand<TInt32>> dims = new ArrayList<>();
    for (int i = 0; i < rank - missing; i++) {
      dims.add(Reshapes.size(tf, x, i));
      for (int j = 0; i == 0 && j < missing; j++) {
        dims.add(tf.constant(1));
      }
    }
    return tf.reshape(x, tf.stack(dims));
  }
}
