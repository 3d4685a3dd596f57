package org.keras4j.augment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * A factor as it was given: one number, which stands for a range around zero, or a range. Configs
 * keep the difference.
 */
record Factor(double number, @Nullable Range pair) {

  static Factor of(double number) {
    return new Factor(number, null);
  }

  static Factor of(Range pair) {
    return new Factor(0, Objects.requireNonNull(pair, "a range"));
  }

  /** Returns the bounds: those given, sorted, or −|f| and |f|. */
  Range bounds() {
    return pair == null
        ? new Range(-Math.abs(number), Math.abs(number))
        : new Range(pair.min(), pair.max());
  }

  boolean all(DoublePredicate valid) {
    return pair == null ? valid.test(number) : valid.test(pair.low()) && valid.test(pair.high());
  }

  /** Returns what a config holds: a number or a list of two. */
  Object toConfig() {
    return pair == null ? (Object) number : List.of(pair.low(), pair.high());
  }

  static Factor fromConfig(Object value) {
    if (value instanceof Number n) {
      return of(n.doubleValue());
    }
    if (value instanceof List<?> l
        && l.size() == 2
        && l.get(0) instanceof Number low
        && l.get(1) instanceof Number high) {
      return of(Range.of(low.doubleValue(), high.doubleValue()));
    }
    // Keras writes tuples inside some configs as an object of their own.
    if (value instanceof Map<?, ?> m && m.get("items") != null) {
      return fromConfig(m.get("items"));
    }
    throw new IllegalArgumentException(
        "A factor in a config must be a number or a list of two numbers; received " + value);
  }

  @Override
  public String toString() {
    return pair == null ? Double.toString(number) : pair.toString();
  }
}
