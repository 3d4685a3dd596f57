package org.keras4j.internal.graph;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.types.family.TType;

/** The operations that stand for one variable in a session: its handle and ways in and out. */
public final class StoredVariable {

  /** The handle of the resource variable. */
  public final Operand<? extends TType> handle;

  final Output<? extends TType> fetch;
  final Output<? extends TType> feed;
  final Operation assign;
  final @Nullable Operation initialize;

  /** The version of the value that the session holds; −1 before the first one. */
  long version = -1;

  StoredVariable(
      Operand<? extends TType> handle,
      Output<? extends TType> fetch,
      Output<? extends TType> feed,
      Operation assign,
      @Nullable Operation initialize) {
    this.handle = handle;
    this.fetch = fetch;
    this.feed = feed;
    this.assign = assign;
    this.initialize = initialize;
  }
}
