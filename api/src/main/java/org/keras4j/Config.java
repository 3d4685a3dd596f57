package org.keras4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A two-way view of an object's arguments, used by {@link KerasObject#config}.
 *
 * <p>When writing, every method stores {@code current} under the key and returns it. When reading,
 * it returns the stored value, or {@code current} when the key is absent. So one line a field does
 * both.
 */
public final class Config {

  private static final String INTEGERS = "a whole number or a list of them";

  private final boolean reading;
  private final Map<String, @Nullable Object> map;
  private final Arguments arguments;
  private final Set<String> asked = new TreeSet<>();

  private Config(boolean reading, Map<String, @Nullable Object> map, Arguments arguments) {
    this.reading = reading;
    this.map = map;
    this.arguments = arguments;
  }

  static Config writing(String owner) {
    return new Config(false, new LinkedHashMap<>(), new Arguments(owner, Map.of()));
  }

  static Config reading(Arguments arguments) {
    return new Config(true, new LinkedHashMap<>(arguments.asMap()), arguments);
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
    return value(key, current, v -> arguments.toInteger(key, v));
  }

  /** Exchanges an integer that may be {@code None}. */
  public @Nullable Integer integerOrNull(String key, @Nullable Integer current) {
    return orNull(key, current, v -> arguments.toInteger(key, v));
  }

  /** Exchanges a 64-bit integer that may be {@code None}. */
  public @Nullable Long longOrNull(String key, @Nullable Long current) {
    return orNull(key, current, v -> arguments.toLong(key, v));
  }

  /** Exchanges a number. */
  public double number(String key, double current) {
    return value(key, current, v -> arguments.toNumber(key, v));
  }

  /** Exchanges a number that may be {@code None}. */
  public @Nullable Double numberOrNull(String key, @Nullable Double current) {
    return orNull(key, current, v -> arguments.toNumber(key, v));
  }

  /** Exchanges a truth value. */
  public boolean flag(String key, boolean current) {
    return value(key, current, v -> arguments.toFlag(key, v));
  }

  /** Exchanges a text. */
  public String text(String key, String current) {
    return value(key, current, v -> arguments.toText(key, v));
  }

  /** Exchanges a text that may be {@code None}. */
  public @Nullable String textOrNull(String key, @Nullable String current) {
    return orNull(key, current, v -> arguments.toText(key, v));
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
      map.put(key, Arrays.stream(current).boxed().toList());
      return current;
    }
    if (!map.containsKey(key)) {
      return current;
    }
    Object v = map.get(key);
    if (v instanceof Number) {
      int[] same = new int[current.length];
      Arrays.fill(same, toInteger(key, v));
      return same;
    }
    return toIntegers(key, v);
  }

  /** Exchanges integers that may be {@code None}; a single number is read as an array of one. */
  public int @Nullable [] integersOrNull(String key, int @Nullable [] current) {
    return this.<int[]>object(
        key, current, a -> Arrays.stream(a).boxed().toList(), v -> oneOrMore(key, v));
  }

  /** Exchanges one or several integers; a single one is written as a number, not as a list. */
  public int[] integerOrIntegers(String key, int[] current) {
    int[] exchanged =
        this.<int[]>object(
            key,
            current,
            a -> a.length == 1 ? a[0] : Arrays.stream(a).boxed().toList(),
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
            key, current, a -> Arrays.stream(a).boxed().toList(), v -> toNumbers(key, v));
    return notNull(key, exchanged, "a number or a list of numbers");
  }

  /** Exchanges numbers that may be {@code None}; a single number is read as an array of one. */
  public double @Nullable [] numbersOrNull(String key, double @Nullable [] current) {
    return this.<double[]>object(
        key, current, a -> Arrays.stream(a).boxed().toList(), v -> toNumbers(key, v));
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
      throw arguments.wrong(key, "of the kind that Keras writes there", v);
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
    return object(
        key,
        current,
        o -> ObjectFormat.map(module, o.className(), o.getConfig(), null),
        v -> make(key, v, byName));
  }

  @SuppressWarnings("unchecked")
  private <T extends KerasObject> T make(String key, Object v, Function<String, T> byName) {
    if (v instanceof String name) {
      return byName.apply(name);
    }
    if (v instanceof Map<?, ?> m && m.get("class_name") instanceof String name) {
      T made = byName.apply(name);
      return m.get("config") == null ? made : fill(made, (Map<String, ?>) m.get("config"));
    }
    throw arguments.wrong(key, "a name or an object", v);
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
      throw arguments.wrong(key, expected, null);
    }
    return exchanged;
  }

  private <T> @Nullable T orNull(String key, @Nullable T current, Function<Object, T> read) {
    return this.<T>object(key, current, v -> v, read);
  }

  // --- With a setter -------------------------------------------------------------------------

  /** Writes an integer, or gives the one that is read to the setter. */
  public void integer(String key, int current, IntConsumer setter) {
    exchange(key, "a number", current, v -> v, v -> arguments.toInteger(key, v), setter::accept);
  }

  /** Writes an integer or {@code None}, or gives what is read to the setter. */
  public void integerOrNull(
      String key, @Nullable Integer current, Consumer<@Nullable Integer> setter) {
    exchange(key, null, current, v -> v, v -> arguments.toInteger(key, v), setter);
  }

  /** Writes a 64-bit integer or {@code None}, or gives what is read to the setter. */
  public void longOrNull(String key, @Nullable Long current, Consumer<@Nullable Long> setter) {
    exchange(key, null, current, v -> v, v -> arguments.toLong(key, v), setter);
  }

  /** Writes a number, or gives the one that is read to the setter. */
  public void number(String key, double current, DoubleConsumer setter) {
    exchange(key, "a number", current, v -> v, v -> arguments.toNumber(key, v), setter::accept);
  }

  /** Writes a number or {@code None}, or gives what is read to the setter. */
  public void numberOrNull(
      String key, @Nullable Double current, Consumer<@Nullable Double> setter) {
    exchange(key, null, current, v -> v, v -> arguments.toNumber(key, v), setter);
  }

  /** Writes a truth value, or gives the one that is read to the setter. */
  public void flag(String key, boolean current, Consumer<Boolean> setter) {
    exchange(key, "true or false", current, v -> v, v -> arguments.toFlag(key, v), setter);
  }

  /** Writes a text, or gives the one that is read to the setter. */
  public void text(String key, String current, Consumer<String> setter) {
    exchange(key, "a text", current, v -> v, v -> arguments.toText(key, v), setter);
  }

  /** Writes a text or {@code None}, or gives what is read to the setter. */
  public void textOrNull(String key, @Nullable String current, Consumer<@Nullable String> setter) {
    exchange(key, null, current, v -> v, v -> arguments.toText(key, v), setter);
  }

  /** Writes integers, or gives those that are read to the setter, a single one as an array. */
  public void integers(String key, int[] current, Consumer<int[]> setter) {
    exchange(key, INTEGERS, current, Config::list, v -> arguments.toIntegers(key, v), setter);
  }

  /** Writes integers or {@code None}, or gives what is read to the setter. */
  public void integersOrNull(
      String key, int @Nullable [] current, Consumer<int @Nullable []> setter) {
    this.<int[]>exchange(
        key, null, current, Config::list, v -> arguments.toIntegers(key, v), setter);
  }

  /** Writes integers, a single one as a number, or gives those that are read to the setter. */
  public void integerOrIntegers(String key, int[] current, Consumer<int[]> setter) {
    exchange(
        key,
        INTEGERS,
        current,
        a -> a.length == 1 ? a[0] : list(a),
        v -> arguments.toIntegers(key, v),
        setter);
  }

  /** Writes numbers, or gives those that are read to the setter, a single one as an array. */
  public void numbers(String key, double[] current, Consumer<double[]> setter) {
    exchange(
        key,
        "a number or a list of numbers",
        current,
        Config::list,
        v -> arguments.toNumbers(key, v),
        setter);
  }

  /** Writes numbers or {@code None}, or gives what is read to the setter. */
  public void numbersOrNull(
      String key, double @Nullable [] current, Consumer<double @Nullable []> setter) {
    this.<double[]>exchange(
        key, null, current, Config::list, v -> arguments.toNumbers(key, v), setter);
  }

  /**
   * Writes an object of a kind as Keras does, or gives the one that is read to the setter; a name
   * alone will do for reading.
   */
  public <T> void object(
      String key, @Nullable T current, Kind<T> kind, Consumer<@Nullable T> setter) {
    exchange(key, null, current, kind::write, kind::read, setter);
  }

  /**
   * Writes a value of another type, or gives what is read to the setter.
   *
   * @param write turns the current value into maps, lists, texts, numbers
   * @param read does the reverse; it is not called for {@code None}
   */
  public <T> void object(
      String key,
      @Nullable T current,
      Function<T, @Nullable Object> write,
      Function<Object, T> read,
      Consumer<@Nullable T> setter) {
    exchange(key, null, current, write, read, setter);
  }

  /**
   * Writes a value of another type that cannot be {@code None}, or gives what is read to the
   * setter.
   *
   * @param write turns the current value into maps, lists, texts, numbers
   * @param read does the reverse
   */
  public <T> void required(
      String key,
      T current,
      Function<T, @Nullable Object> write,
      Function<Object, T> read,
      Consumer<T> setter) {
    exchange(key, "given", current, write, read, setter);
  }

  /**
   * Writes the current value, or reads one.
   *
   * @param notNull what is expected instead of {@code None}, or null if that may be
   */
  private <T> void exchange(
      String key,
      @Nullable String notNull,
      @Nullable T current,
      Function<T, @Nullable Object> write,
      Function<Object, T> read,
      Consumer<? super T> setter) {
    asked.add(key);
    if (!reading) {
      map.put(key, current == null ? null : write.apply(current));
      return;
    }
    if (!arguments.isThere(key)) {
      return;
    }
    Object stored = arguments.orNull(key);
    if (stored == null && notNull != null) {
      throw arguments.wrong(key, notNull, null);
    }
    if (stored == null && current == null) {
      return;
    }
    T value = stored == null ? null : arguments.read(key, stored, read);
    try {
      setter.accept(value);
    } catch (IllegalArgumentException e) {
      throw arguments.refused("'" + key + "': ", e);
    }
  }

  private static List<Integer> list(int[] a) {
    return Arrays.stream(a).boxed().toList();
  }

  private static List<Double> list(double[] a) {
    return Arrays.stream(a).boxed().toList();
  }

  // --- Parts of values -----------------------------------------------------------------------

  /** Returns a part of a value as a number that is not NaN, for readers of {@link #object}. */
  public double toNumber(String key, @Nullable Object v) {
    return arguments.toNumber(key, v);
  }

  /** Returns numbers, or a single one as an array, for readers of {@link #object}. */
  public double[] toNumbers(String key, @Nullable Object v) {
    return arguments.toNumbers(key, v);
  }

  /** Returns a part of a value as an integer, for readers of {@link #object}. */
  public int toInteger(String key, @Nullable Object v) {
    return arguments.toInteger(key, v);
  }

  /** Returns a value as a list, for readers of {@link #object}. */
  public List<?> toList(String key, @Nullable Object v) {
    return arguments.toList(key, v);
  }
}
