package org.keras4j.framework;

import org.keras4j.initializers.Initializer;
import org.keras4j.ndarray.Shape;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.framework.initializers.Identity;
import org.tensorflow.framework.initializers.Orthogonal;
import org.tensorflow.framework.initializers.VarianceScaling;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An initializer of the framework. */
final class FrameworkInitializer extends Initializer {

  private final org.tensorflow.framework.initializers.Initializer<TFloat32> initializer;

  FrameworkInitializer(org.tensorflow.framework.initializers.Initializer<TFloat32> initializer) {
    this.initializer = initializer;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    InitializerShapes.check(initializer, shape);
    if (!looksAtShape()) {
      return initializer.call(tf, tf.constant(shape.asArray()), TFloat32.class);
    }
    try (EagerSession session = EagerSession.create()) {
      Ops eager = Ops.create(session);
      return tf.constantOf(
          initializer.call(eager, eager.constant(shape.asArray()), TFloat32.class).asTensor());
    }
  }

  /** Returns whether a draw of 64 numbers, which the seed fixes, has none below 0. */
  boolean isNeverNegative() {
    return initialize(Shape.of(8, 8)).min() >= 0;
  }

  /**
   * To know the shape, these run a session of their own on the graph that they build in, which is
   * possible neither in the graph of a model nor while it is made. Eagerly they need none.
   */
  private boolean looksAtShape() {
    return initializer instanceof VarianceScaling
        || initializer instanceof Orthogonal
        || initializer instanceof Identity;
  }
}
