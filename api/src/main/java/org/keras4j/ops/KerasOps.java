package org.keras4j.ops;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/**
 * Keras's operations, {@code keras.ops}, under their names: what layers, losses, metrics and
 * activations of your own are written with.
 *
 * <p>In a graph, {@link #of} wraps the {@code Ops} that each of these is handed:
 *
 * <pre id="snippet-keras-ops">{@code
 * var center =
 *     new Lambda(
 *         (tf, x) -> {
 *           var k = KerasOps.of(tf);
 *           return k.subtract(x, k.mean(x, true, -1)); // true: the axis stays, with size 1
 *         });
 * }</pre>
 *
 * <p>The static methods of the same names compute with arrays at once, each in about a millisecond:
 * {@code KerasOps.softmax(logits)}. {@link #evaluate} computes a whole expression in one go.
 *
 * <p>Axes count from 0, negative ones from the end. Several axes come last, none means all. Shapes
 * broadcast as in NumPy. Types are promoted as Keras does: integers with float32 give float32, and
 * what may be a fraction is float32 at least. In a graph a result's type is known to Java's
 * compiler; where Keras would change it behind its back, as {@code int32 + 0.5} does, an error asks
 * for a {@code cast}. There float64 becomes float32 where the result is a fraction, as models
 * compute in float32; on arrays it stays. Every operation has the gradient that it has in Keras.
 */
public final class KerasOps extends NeuralOps {

  private final @Nullable Function<NDArray, Operand<?>> inputs;

  private KerasOps(Ops tf) {
    super(tf, false);
    inputs = null;
  }

  /** For computing with arrays, which {@code inputs} turns into operands. */
  KerasOps(Ops tf, Function<NDArray, Operand<?>> inputs) {
    super(tf, true);
    this.inputs = inputs;
  }

  /** Returns the operations of a graph. */
  public static KerasOps of(Ops tf) {
    return new KerasOps(Objects.requireNonNull(tf, "tf"));
  }

  /**
   * Computes an expression of arrays, which {@link #convertToTensor} turns into operands.
   *
   * @throws IllegalArgumentException if types or shapes do not fit
   */
  public static NDArray evaluate(Function<KerasOps, Operand<?>> expression) {
    return Now.run(expression);
  }

  @Override
  public Operand<?> convertToTensor(NDArray array) {
    return inputs == null ? constant(array) : inputs.apply(array);
  }
}
