package org.keras4j.internal.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Scope;
import org.tensorflow.op.dtypes.Cast;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * Builds one operation in bfloat16 whose inputs and output look like float32. Where it was given no
 * float32, or only follows what is not in bfloat16, it is built as it is.
 */
final class Bfloat16Builder extends WrappingBuilder {

  private final String type;
  private final Scope scope;

  /** Whether float32 is to be rounded; a follower knows when its first input comes. */
  private @Nullable Boolean rounds;

  private boolean rounded;

  private Bfloat16Builder(String type, OperationBuilder builder, Scope scope) {
    super(builder);
    this.type = type;
    this.scope = scope;
    rounds = Bfloat16.PRODUCTS.contains(type) ? true : null;
  }

  /**
   * Returns a builder in place of another one.
   *
   * @param type of the operation, a product or a follower
   * @param scope for casts
   */
  static OperationBuilder of(String type, OperationBuilder builder, Scope scope) {
    return new Bfloat16Builder(type, builder, scope).proxy();
  }

  @Override
  void called(String method, @Nullable Object[] arguments) {
    switch (method) {
      case "addInput" -> arguments[0] = input((Output<?>) arguments[0]);
      case "addInputList" -> arguments[0] = inputs((Output<?>[]) arguments[0]);
      case "setAttr" -> {
        if (rounded && Objects.equals(arguments[0], Bfloat16.OUTPUT_TYPES.get(type))) {
          arguments[1] = DataType.DT_BFLOAT16;
        }
      }
      default -> {
        // as it is
      }
    }
  }

  private Output<?> input(Output<?> x) {
    if (rounds == null) {
      rounds = Bfloat16.source(x) != null;
    }
    if (!rounds || x.type() != TFloat32.class) {
      return x;
    }
    rounded = true;
    return Bfloat16.rounded(scope, x);
  }

  private Output<?>[] inputs(Output<?>[] xs) {
    Output<?>[] all = new Output<?>[xs.length];
    for (int i = 0; i < xs.length; i++) {
      all[i] = input(xs[i]);
    }
    return all;
  }

  @SuppressWarnings("unchecked") // the type is compared
  @Override
  Operation built(Operation op) {
    Output<?> result = op.output(0);
    if (!rounded || result.type() != TBfloat16.class) {
      return op;
    }
    return new MissingGradients.Replaced(
        op, Cast.create(scope, (Output<TBfloat16>) result, TFloat32.class).asOutput());
  }
}
