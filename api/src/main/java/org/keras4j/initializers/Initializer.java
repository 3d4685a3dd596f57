package org.keras4j.initializers;

import org.keras4j.core.InitialValue;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.internal.Returned;
import org.keras4j.internal.graph.OneShot;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes the first value of a weight: Keras's {@code Initializer}.
 *
 * <p>An initializer has no state: the same one makes the same values for the same shape each time.
 */
public abstract class Initializer extends KerasObject implements InitialValue {

  /** The initializers that are known by name. */
  public static final Kind<Initializer> KIND =
      Kind.of("keras.initializers", Initializer.class, "initializer");

  /** For subclasses. */
  protected Initializer() {}

  /** Adds the operations that compute the value to a graph. */
  @Override
  public abstract Operand<TFloat32> call(Ops tf, Shape shape);

  /** Computes the value. */
  @Override
  public final NDArray initialize(Shape shape) {
    return OneShot.evaluate(
        tf ->
            Returned.value(
                call(tf, shape),
                "Initializer " + className(),
                "call",
                "a tensor of shape " + shape));
  }
}
