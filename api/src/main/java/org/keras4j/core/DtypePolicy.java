package org.keras4j.core;

import java.util.Arrays;
import java.util.Locale;
import org.keras4j.internal.Names;

/** In which precision layers compute; their weights are always float32. Keras's dtype policies. */
public enum DtypePolicy {
  /** Everything in float32. The default. */
  FLOAT32,
  /**
   * Matrix products and convolutions in bfloat16, with the addition of a bias, {@code relu},
   * maximum pooling and reshaping behind them; gradients likewise. The rest is in float32: other
   * activations such as softmax, normalization, means, losses, and what operations of one's own do
   * between products, all of which Keras computes in bfloat16. About twice as fast where the
   * processor supports it, at nearly the same accuracy.
   *
   * <p>It is a matter of each layer: what a layer computes is in the precision of its own policy,
   * in a model and in a {@code Predictor}, whatever the layers around it have. What it returns is
   * of the type float32 in either case, with numbers that fit into bfloat16 where the last
   * operation was in bfloat16.
   *
   * <p>On x86 processors without AVX-512, which emulate it about ten times slower, on ARM, and
   * where {@code TF_ENABLE_ONEDNN_OPTS=0} is set, all stays in float32, with a warning; with the
   * system property {@code keras4j.emulateBfloat16=true} layers compute in bfloat16 all the same,
   * for who wants to know what it does to the accuracy.
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
