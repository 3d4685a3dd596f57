package org.keras4j.layers;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.core.DtypePolicy;
import org.keras4j.core.Kind;

/** The argument {@code dtype} of layers in configs. */
final class DtypeArgument {

  private DtypeArgument() {}

  /** Exchanges a layer's policy with its config, where Keras writes an object or only a name. */
  static void exchange(Config c, DtypePolicy current, Consumer<String> setter) {
    c.object(
        "dtype",
        current.toString(),
        DtypeArgument::written,
        DtypeArgument::read,
        setIfGiven(setter));
  }

  private static Consumer<@Nullable String> setIfGiven(Consumer<String> setter) {
    return name -> {
      if (name != null) {
        setter.accept(name);
      }
    };
  }

  private static Object written(String policy) {
    return Kind.written("keras", "DTypePolicy", Map.of("name", policy));
  }

  private static String read(Object stored) {
    Object name = stored;
    if (stored instanceof Map<?, ?> m && m.get("config") instanceof Map<?, ?> inner) {
      name = inner.get("name");
    }
    if (!(name instanceof String policy)) {
      throw new IllegalArgumentException("expected the name of a dtype policy; received " + stored);
    }
    return policy;
  }
}
