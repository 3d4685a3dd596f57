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
    return value(key, current, v -> toInteger(key, v));
  }

  /** Exchanges an integer that may be {@code None}. */
  public @Nullable Integer integerOrNull(String key, @Nullable Integer current) {
    return orNull(key, current, v -> toInteger(key, v));
  }

  /** Exchanges a 64-bit integer that may be {@code None}. */
  public @Nullable Long longOrNull(String key, @Nullable Long current) {
    return orNull(key, current, v -> toLong(key, v));
  }

  /** Exchanges a number. */
  public double number(String key, double current) {
    return value(key, current, v -> toNumber(key, v));
  }

  /** Exchanges a number that may be {@code None}. */
  public @Nullable Double numberOrNull(String key, @Nullable Double current) {
    return orNull(key, current, v -> toNumber(key, v));
  }

  /** Exchanges a truth value. */
  public boolean flag(String key, boolean current) {
    return value(key, current, v -> (Boolean) expect(key, v, Boolean.class, "true or false"));
  }

  /** Exchanges a text. */
  public String text(String key, String current) {
    return value(key, current, v -> (String) expect(key, v, String.class, "a text"));
  }

  /** Exchanges a text that may be {@code None}. */
  public @Nullable String textOrNull(String key, @Nullable String current) {
    return orNull(key, current, v -> (String) expect(key, v, String.class, "a text"));
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
    if (!map.containsKey(key)) {
      return current;
    }
    Object v = map.get(key);
    if (v instanceof Number) {
      int[] same = new int[current.length];
      java.util.Arrays.fill(same, toInteger(key, v));
      return same;
    }
    return toIntegers(key, v);
  }

  /** Exchanges integers that may be {@code None}; a single number is read as an array of one. */
  public int @Nullable [] integersOrNull(String key, int @Nullable [] current) {
    return this.<int[]>object(
        key, current, a -> java.util.Arrays.stream(a).boxed().toList(), v -> oneOrMore(key, v));
  }

  /** Exchanges one or several integers; a single one is written as a number, not as a list. */
  public int[] integerOrIntegers(String key, int[] current) {
    int[] exchanged =
        this.<int[]>object(
            key,
            current,
            a -> a.length == 1 ? a[0] : java.util.Arrays.stream(a).boxed().toList(),
            v -> oneOrMore(key, v));
    return notNull(key, exchanged, "a whole number or a list of them");
  }

  private int[] oneOrMore(String key, Object v) {
    return v instanceof Number ? new int[] {toInteger(key, v)} : toIntegers(key, v);
  }

  private int[] toIntegers(String key, @Nullable Object v) {
    return toList(key, v).stream().mapToInt(x -> toInteger(key, x)).toArray();
  }

  /** Exchanges numbers; a single number in the map is read as an array of one. */
  public double[] numbers(String key, double[] current) {
    double[] exchanged =
        this.<double[]>object(
            key, current, a -> java.util.Arrays.stream(a).boxed().toList(), v -> toNumbers(key, v));
    return notNull(key, exchanged, "a number or a list of numbers");
  }

  /** Exchanges numbers that may be {@code None}; a single number is read as an array of one. */
  public double @Nullable [] numbersOrNull(String key, double @Nullable [] current) {
    return this.<double[]>object(
        key, current, a -> java.util.Arrays.stream(a).boxed().toList(), v -> toNumbers(key, v));
  }

  /**
   * Returns a number, or numbers in a list, for readers of {@link #object}.
   *
   * @throws IllegalArgumentException naming class and key if it is something else
   */
  public double[] toNumbers(String key, @Nullable Object v) {
    return v instanceof Number
        ? new double[] {toNumber(key, v)}
        : toList(key, v).stream().mapToDouble(x -> toNumber(key, x)).toArray();
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
    try {
      return v == null ? null : read.apply(v);
    } catch (ClassCastException e) {
      throw wrong(key, "of the kind that Keras writes there", v);
    }
  }

  /**
   * Exchanges a value of another type that cannot be {@code None}.
   *
   * @param write turns the current value into maps, lists, texts, numbers
   * @param read does the reverse
   */
  public <T> T required(
      String key, T current, Function<T, @Nullable Object> write, Function<Object, T> read) {
    return notNull(key, this.<T>object(key, current, write, read), "given");
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
    Map<String, ?> m = (Map<String, ?>) expect(key, v, Map.class, "a name or an object");
    Object name = m.get("class_name");
    Object config = m.get("config");
    T made = byName.apply((String) expect(key + ".class_name", name, String.class, "a text"));
    return config == null
        ? made
        : fill(made, (Map<String, ?>) expect(key + ".config", config, Map.class, "an object"));
  }

  private <T> T value(String key, T current, Function<Object, T> read) {
    String kind =
        current instanceof Boolean
            ? "true or false"
            : current instanceof Number ? "a number" : "a text";
    return notNull(key, orNull(key, current, read), kind);
  }

  private <T> T notNull(String key, @Nullable T exchanged, String expected) {
    if (exchanged == null) {
      throw wrong(key, expected, null);
    }
    return exchanged;
  }

  private <T> @Nullable T orNull(String key, @Nullable T current, Function<Object, T> read) {
    return this.<T>object(key, current, v -> v, read);
  }

  /**
   * Returns a part of a value as a number, for readers of {@link #object}.
   *
   * @throws IllegalArgumentException naming class and key if it is no number or NaN
   */
  public double toNumber(String key, @Nullable Object v) {
    if (!(v instanceof Number n) || Double.isNaN(n.doubleValue())) {
      throw wrong(key, "a number", v);
    }
    return n.doubleValue();
  }

  /**
   * Returns a part of a value as an integer, for readers of {@link #object}.
   *
   * @throws IllegalArgumentException naming class and key if it is no whole number of 32 bits
   */
  public int toInteger(String key, @Nullable Object v) {
    long n = toLong(key, v);
    if (n != (int) n) {
      throw wrong(key, "a whole number below 2^31", v);
    }
    return (int) n;
  }

  private long toLong(String key, @Nullable Object v) {
    if (v instanceof Integer || v instanceof Long) {
      return ((Number) v).longValue();
    }
    // The cast of larger numbers would give the largest integer.
    if (v instanceof Number n
        && n.doubleValue() == Math.rint(n.doubleValue())
        && Math.abs(n.doubleValue()) < 0x1p63) {
      return n.longValue();
    }
    throw wrong(key, "a whole number", v);
  }

  /**
   * Returns a value as a list, for readers of {@link #object}.
   *
   * @throws IllegalArgumentException naming class and key if it is none
   */
  public List<?> toList(String key, @Nullable Object v) {
    return (List<?>) expect(key, v, List.class, "a list");
  }

  private Object expect(String key, @Nullable Object v, Class<?> type, String kind) {
    if (v == null || !type.isInstance(v)) {
      throw wrong(key, kind, v);
    }
    return v;
  }

  private IllegalArgumentException wrong(String key, String expected, @Nullable Object v) {
    String received = v instanceof String ? "'" + v + "'" : String.valueOf(v);
    return new IllegalArgumentException(
        "Config of " + owner + ": '" + key + "' must be " + expected + "; received " + received);
  }
}
