package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Scope;
import org.tensorflow.op.dtypes.Cast;
import org.tensorflow.op.math.Add;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/** Adds a bias in bfloat16 to what is in bfloat16; see {@link Bfloat16#BIAS}. */
final class Bfloat16BiasBuilder extends WrappingBuilder {

  private final Scope scope;
  private final List<Output<?>> inputs = new ArrayList<>();
  private boolean channelsLast = true;

  private Bfloat16BiasBuilder(OperationBuilder builder, Scope scope) {
    super(builder);
    this.scope = scope;
  }

  /**
   * Returns a builder in place of another one.
   *
   * @param scope for the other operations
   */
  static OperationBuilder of(OperationBuilder builder, Scope scope) {
    return new Bfloat16BiasBuilder(builder, scope).proxy();
  }

  @Override
  void called(String method, @Nullable Object[] arguments) {
    switch (method) {
      case "addInput" -> inputs.add((Output<?>) arguments[0]);
      case "setAttr" -> channelsLast &= !"NCHW".equals(arguments[1]);
      default -> {
        // as it is
      }
    }
  }

  /** The operation itself has told what is wrong with its inputs, if anything; it is not run. */
  @SuppressWarnings("unchecked") // a bias has the type of what it is added to
  @Override
  Operation built(Operation op) {
    Output<TBfloat16> source = Bfloat16.source(inputs.get(0));
    if (source == null || !channelsLast) {
      return op;
    }
    Output<TBfloat16> bias = (Output<TBfloat16>) Bfloat16.rounded(scope, inputs.get(1));
    return new MissingGradients.Replaced(
        op, Cast.create(scope, Add.create(scope, source, bias), TFloat32.class).asOutput());
  }
}
