package org.keras4j.internal.graph;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;

/** Where weights come from that are not to pass through variables, such as a file that is open. */
@FunctionalInterface
public interface WeightSource {

  /** The source of a model whose variables have all values. */
  WeightSource NONE = v -> null;

  /**
   * Returns the value of a variable, or null if it is the variable's own.
   *
   * @return a new tensor of the variable's type and shape; the caller closes it
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  @Nullable NativeTensor tensor(Variable v);
}
