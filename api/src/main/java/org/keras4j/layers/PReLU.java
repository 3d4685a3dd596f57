package org.keras4j.layers;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code x} above 0, {@code alpha · x} below, with a learnt alpha: Keras's {@code PReLU}.
 *
 * <p>There is one alpha for each element of a sample, fewer with {@link #sharedAxes}. The same in
 * training and inference. Output shape as input.
 */
public final class PReLU extends FluentLayer<PReLU> {

  private final WeightArguments arguments = new WeightArguments("alpha", "zeros");
  private int @Nullable [] sharedAxes;
  private InputSpec spec = InputSpec.ANY;
  private @Nullable Variable alpha;

  /** Makes the layer with alphas that begin at 0, not shared. */
  public PReLU() {}

  /** Sets how alpha begins, by name. By default {@code "zeros"}. */
  public PReLU alphaInitializer(String name) {
    return set("alphaInitializer", () -> arguments.initializer.set(name));
  }

  /** Sets how alpha begins. */
  public PReLU alphaInitializer(Initializer i) {
    return set("alphaInitializer", () -> arguments.initializer.set(i));
  }

  /** Sets the penalty on alpha. By default none. */
  public PReLU alphaRegularizer(@Nullable Regularizer r) {
    return set("alphaRegularizer", () -> arguments.regularizer = r);
  }

  /** Sets the constraint on alpha. By default none. */
  public PReLU alphaConstraint(@Nullable Constraint c) {
    return set("alphaConstraint", () -> arguments.constraint = c);
  }

  /** Sets the axes along which alpha is the same, from 1 on. By default none. */
  public PReLU sharedAxes(int... axes) {
    return set("sharedAxes", () -> sharedAxes = axes.clone());
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** The sizes that alpha has on the axes that it is not shared along. */
  @Override
  protected InputSpec inputSpec() {
    return spec;
  }

  @Override
  protected void build(Shape input) {
    long[] dims = input.dropBatch().asArray();
    if (sharedAxes != null) {
      for (int a : sharedAxes) {
        if (a < 1 || a > dims.length) {
          throw badArgument("sharedAxes", "axes from 1 to " + dims.length, a);
        }
        dims[a - 1] = 1;
      }
    }
    Shape shape = Shape.of(dims);
    if (!shape.isFullyKnown()) {
      throw badArgument("sharedAxes", "all axes whose size is unknown", "input shape " + input);
    }
    alpha = arguments.applyTo(addWeight("alpha", shape, arguments.initializer.get()));
    spec = InputSpec.ofRank(input.rank());
    for (int i = 0; i < dims.length; i++) {
      int a = i + 1;
      if (sharedAxes == null || Arrays.stream(sharedAxes).noneMatch(s -> s == a)) {
        spec = spec.withAxis(a, dims[i]);
      }
    }
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    Operand<TFloat32> below = tf.nn.relu(tf.math.neg(x));
    Operand<TFloat32> a = context.read(Objects.requireNonNull(alpha));
    return tf.math.sub(tf.nn.relu(x), tf.math.mul(a, below));
  }

  @Override
  protected void config(Config c) {
    arguments.initializerConfig(c);
    arguments.regularizerConfig(c);
    arguments.constraintConfig(c);
    c.integersOrNull("shared_axes", sharedAxes, this::sharedAxes);
  }
}
