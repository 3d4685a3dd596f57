package org.keras4j.layers;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Returned;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Any function in plain TensorFlow Java as a layer: Keras's {@code Lambda}.
 *
 * <p>{@code new Lambda((tf, x) -> tf.math.square(x))}. The output's shape is found by tracing. A
 * model with such a layer trains and predicts like any other, but its structure cannot be saved:
 * for that, write a subclass of {@code Layer}.
 */
public final class Lambda extends FluentLayer<Lambda> {

  /** A function of one input. */
  @FunctionalInterface
  public interface Function {
    /** Adds the operations. */
    Operand<TFloat32> call(Ops tf, Operand<TFloat32> x);
  }

  /** A function of several inputs. */
  @FunctionalInterface
  public interface ManyFunction {
    /** Adds the operations. */
    Operand<TFloat32> call(Ops tf, List<Operand<TFloat32>> inputs);
  }

  private final ManyFunction function;
  private final boolean many;

  /** Makes a layer with one input. */
  public Lambda(Function function) {
    this((tf, inputs) -> function.call(tf, inputs.get(0)), false);
  }

  private Lambda(ManyFunction function, boolean many) {
    this.function = function;
    this.many = many;
  }

  /** Makes a layer with several inputs. */
  public static Lambda ofMany(ManyFunction function) {
    return new Lambda(function, true);
  }

  @Override
  protected void build(List<org.keras4j.ndarray.Shape> inputs) {}

  @Override
  protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    if (!many && inputs.size() != 1) {
      throw new IllegalArgumentException(
          describe() + " takes one input; received " + inputs.size() + ". Use Lambda.ofMany");
    }
    List<Operand<TFloat32>> floats = inputs.stream().map(x -> Casts.toFloat(tf, x)).toList();
    return List.of(
        Returned.value(function.call(tf, floats), describe(), "the function", "a tensor"));
  }

  @Override
  protected void config(Config c) {
    throw new IllegalStateException(
        describe() + " holds a function, which cannot be saved; write a subclass of Layer instead");
  }
}
