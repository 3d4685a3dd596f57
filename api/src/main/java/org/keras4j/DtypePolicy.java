package org.keras4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;

/** In which precision layers compute; their weights are always float32. Keras's dtype policies. */
public enum DtypePolicy {
  /** Everything in float32. The default. */
  FLOAT32,
  /**
   * Matrix products and convolutions in bfloat16, the rest in float32: about twice as fast where
   * the processor supports it, at nearly the same accuracy. TensorFlow rewrites the graph
   * accordingly, so single operations may stay in float32 that Keras would compute in bfloat16. On
   * x86 processors without AVX-512, which emulate it about ten times slower, all stay in float32;
   * with the system property {@code keras4j.emulateBfloat16=true} they compute in bfloat16 all the
   * same, for who wants to know what it does to the accuracy.
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

  /** Exchanges a layer's policy with its config, where Keras writes an object or only a name. */
  static DtypePolicy exchange(Config c, DtypePolicy current, String owner) {
    return Objects.requireNonNullElse(
        c.object("dtype", current, DtypePolicy::describe, v -> read(v, owner)), current);
  }

  private static Map<String, @Nullable Object> describe(DtypePolicy policy) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("module", "keras");
    m.put("class_name", "DTypePolicy");
    m.put("config", Map.of("name", policy.toString()));
    m.put("registered_name", null);
    return m;
  }

  private static DtypePolicy read(Object stored, String owner) {
    Object name = stored;
    if (stored instanceof Map<?, ?> m && m.get("config") instanceof Map<?, ?> inner) {
      name = inner.get("name");
    }
    if (!(name instanceof String policy)) {
      throw new IllegalArgumentException(
          owner + ": 'dtype' must be the name of a dtype policy; received " + stored);
    }
    return of(policy);
  }

  /** Returns Keras's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
