package org.keras4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A two-way view of an object's arguments, used by {@link KerasObject#config}.
 *
 * <p>When writing, every method stores {@code current} under the key and returns it. When reading,
 * it returns the stored value, or {@code current} when the key is absent. So one line a field does
 * both.
 */
public final class Config {

  private final String owner;
  private final boolean reading;
  private final Map<String, @Nullable Object> map;
  private final Set<String> asked = new java.util.TreeSet<>();

  private Config(String owner, boolean reading, Map<String, @Nullable Object> map) {
    this.owner = owner;
    this.reading = reading;
    this.map = map;
  }

  static Config writing(String owner) {
    return new Config(owner, false, new LinkedHashMap<>());
  }

  static Config reading(String owner, Map<String, ?> map) {
    return new Config(owner, true, new LinkedHashMap<>(map));
  }

  /** Fills an object made with its defaults from a config map and returns it. */
  public static <T extends KerasObject> T fill(T blank, Map<String, ?> config) {
    blank.readConfig(config);
    return blank;
  }

  /** Returns whether values flow from the map into the object. */
  public boolean isReading() {
    return reading;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> asMap() {
    return (Map<String, Object>) (Map<String, ?>) map;
  }

  /** Exchanges an integer. */
  public int integer(String key, int current) {
    return value(key, current, v -> Math.toIntExact(toLong(key, v)));
  }

  /** Exchanges an integer that may be {@code None}. */
  public @Nullable Integer integerOrNull(String key, @Nullable Integer current) {
    return orNull(key, current, v -> Math.toIntExact(toLong(key, v)));
  }

  /** Exchanges a 64-bit integer that may be {@code None}. */
  public @Nullable Long longOrNull(String key, @Nullable Long current) {
    return orNull(key, current, v -> toLong(key, v));
  }

  /** Exchanges a number. */
  public double number(String key, double current) {
    return value(key, current, v -> toDouble(key, v));
  }

  /** Exchanges a number that may be {@code None}. */
  public @Nullable Double numberOrNull(String key, @Nullable Double current) {
    return orNull(key, current, v -> toDouble(key, v));
  }

  /** Exchanges a truth value. */
  public boolean flag(String key, boolean current) {
    return value(key, current, v -> (Boolean) expect(key, v, Boolean.class));
  }

  /** Exchanges a text. */
  public String text(String key, String current) {
    return value(key, current, v -> (String) expect(key, v, String.class));
  }

  /** Exchanges a text that may be {@code None}. */
  public @Nullable String textOrNull(String key, @Nullable String current) {
    return orNull(key, current, v -> (String) expect(key, v, String.class));
  }

  /**
   * Makes sure, after reading, that nothing in the map was overlooked; {@code None} and {@code
   * False} may be.
   *
   * @throws IllegalArgumentException naming the first key that nobody asked for
   */
  void checkAllRead(String what) {
    map.forEach(
        (key, value) -> {
          if (reading && !asked.contains(key) && value != null && !Boolean.FALSE.equals(value)) {
            throw new IllegalArgumentException(
                what + " has no argument '" + key + "' (value " + value + "); it has " + asked);
          }
        });
  }

  /** Exchanges integers; a single number in the map is read as that many equal ones. */
  public int[] integers(String key, int[] current) {
    asked.add(key);
    if (!reading) {
      map.put(key, java.util.Arrays.stream(current).boxed().toList());
      return current;
    }
    Object v = map.get(key);
    if (v == null) {
      return current;
    }
    if (v instanceof Number n) {
      int[] same = new int[current.length];
      java.util.Arrays.fill(same, n.intValue());
      return same;
    }
    return toIntegers(key, v);
  }

  /** Exchanges integers that may be {@code None}. */
  public int @Nullable [] integersOrNull(String key, int @Nullable [] current) {
    return this.<int[]>object(
        key, current, a -> java.util.Arrays.stream(a).boxed().toList(), v -> toIntegers(key, v));
  }

  /** Exchanges one or several integers; a single one is written as a number, not as a list. */
  public int[] integerOrIntegers(String key, int[] current) {
    int[] exchanged =
        this.<int[]>object(
            key,
            current,
            a -> a.length == 1 ? a[0] : java.util.Arrays.stream(a).boxed().toList(),
            v ->
                v instanceof Number
                    ? new int[] {Math.toIntExact(toLong(key, v))}
                    : toIntegers(key, v));
    return exchanged == null ? current : exchanged;
  }

  private int[] toIntegers(String key, Object v) {
    return list(key, v).stream().mapToInt(x -> Math.toIntExact(toLong(key, x))).toArray();
  }

  /** Exchanges numbers; a single number in the map is read as an array of one. */
  public double[] numbers(String key, double[] current) {
    asked.add(key);
    if (!reading) {
      map.put(key, java.util.Arrays.stream(current).boxed().toList());
      return current;
    }
    Object v = map.get(key);
    if (v == null) {
      return current;
    }
    if (v instanceof Number n) {
      return new double[] {toDouble(key, n)};
    }
    return list(key, v).stream().mapToDouble(x -> toDouble(key, x)).toArray();
  }

  /**
   * Exchanges a value of another type.
   *
   * @param write turns the current value into maps, lists, texts, numbers
   * @param read does the reverse; it is not called for {@code None}
   */
  public <T> @Nullable T object(
      String key,
      @Nullable T current,
      Function<T, @Nullable Object> write,
      Function<Object, T> read) {
    asked.add(key);
    if (!reading) {
      map.put(key, current == null ? null : write.apply(current));
      return current;
    }
    if (!map.containsKey(key)) {
      return current;
    }
    Object v = map.get(key);
    return v == null ? null : read.apply(v);
  }

  /**
   * Exchanges an object that Keras describes by class name and config, or by its name alone.
   *
   * @param module Keras's module of such objects, such as {@code "keras.regularizers"}
   * @param byName finds a new object by name
   */
  public <T extends KerasObject> @Nullable T keras(
      String key, @Nullable T current, String module, Function<String, T> byName) {
    return object(key, current, o -> describe(o, module), v -> make(key, v, byName));
  }

  private static Map<String, @Nullable Object> describe(KerasObject o, String module) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("module", module);
    m.put("class_name", o.className());
    m.put("config", o.getConfig());
    m.put("registered_name", null);
    return m;
  }

  @SuppressWarnings("unchecked")
  private <T extends KerasObject> T make(String key, Object v, Function<String, T> byName) {
    if (v instanceof String name) {
      return byName.apply(name);
    }
    Map<String, ?> m = (Map<String, ?>) expect(key, v, Map.class);
    Object name = m.get("class_name");
    Object config = m.get("config");
    T made = byName.apply((String) expect(key + ".class_name", name, String.class));
    return config == null
        ? made
        : fill(made, (Map<String, ?>) expect(key + ".config", config, Map.class));
  }

  private <T> T value(String key, T current, Function<Object, T> read) {
    T v = orNull(key, current, read);
    return v == null ? current : v;
  }

  private <T> @Nullable T orNull(String key, @Nullable T current, Function<Object, T> read) {
    return this.<T>object(key, current, v -> v, read);
  }

  private double toDouble(String key, @Nullable Object v) {
    double d = ((Number) expect(key, v, Number.class)).doubleValue();
    if (Double.isNaN(d)) {
      throw wrong(key, "a number", v);
    }
    return d;
  }

  private long toLong(String key, Object v) {
    double d = toDouble(key, v);
    if (v instanceof Integer || v instanceof Long || d == Math.rint(d)) {
      return ((Number) v).longValue();
    }
    throw wrong(key, "a whole number", v);
  }

  private List<?> list(String key, Object v) {
    return (List<?>) expect(key, v, List.class);
  }

  private Object expect(String key, @Nullable Object v, Class<?> type) {
    if (v == null || !type.isInstance(v)) {
      throw wrong(key, "a " + type.getSimpleName(), v);
    }
    return v;
  }

  private IllegalArgumentException wrong(String key, String expected, @Nullable Object v) {
    return new IllegalArgumentException(
        "Config of " + owner + ": '" + key + "' must be " + expected + "; received " + v);
  }
}
