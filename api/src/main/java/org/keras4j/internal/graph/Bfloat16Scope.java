package org.keras4j.internal.graph;

import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Scope;

/** The scope of a layer that computes in bfloat16; see {@link Bfloat16}. */
final class Bfloat16Scope extends WrappingScope {

  Bfloat16Scope(Scope inner) {
    super(inner);
  }

  @Override
  public OperationBuilder opBuilder(String type, String name) {
    OperationBuilder builder = inner().opBuilder(type, name);
    if (type.equals(Bfloat16.BIAS)) {
      return Bfloat16BiasBuilder.of(builder, inner());
    }
    return Bfloat16.PRODUCTS.contains(type) || Bfloat16.FOLLOWERS.contains(type)
        ? Bfloat16Builder.of(type, builder, inner())
        : builder;
  }

  @Override
  Scope around(Scope other) {
    return new Bfloat16Scope(other);
  }
}
