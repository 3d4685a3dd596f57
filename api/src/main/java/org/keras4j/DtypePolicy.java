package org.keras4j;

import java.util.Arrays;
import java.util.Locale;
import org.keras4j.internal.Names;

/** In which precision layers compute; their weights are always float32. Keras's dtype policies. */
public enum DtypePolicy {
  /** Everything in float32. The default. */
  FLOAT32,
  /**
   * Matrix products and convolutions in bfloat16, the rest in float32: about twice as fast where
   * the processor supports it, at nearly the same accuracy. TensorFlow rewrites the graph
   * accordingly, so single operations may stay in float32 that Keras would compute in bfloat16.
   */
  MIXED_BFLOAT16;

  /**
   * Returns the policy of this name.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static DtypePolicy of(String name) {
    return Arrays.stream(values())
        .filter(p -> p.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Names.unknown(
                    "dtype policy",
                    name,
                    Arrays.stream(values()).map(DtypePolicy::toString).toList()));
  }

  /** Returns Keras's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
