package org.keras4j.core;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an object on their way into a file or out of it, in {@link KerasObject#config}.
 *
 * <p>Each method takes the key, the current value and, for what has one, the setter: {@code
 * c.number("momentum", momentum, this::momentum)}. Writing stores the current value. Reading calls
 * the setter if the key is there, so that what it refuses in code is refused in a file too. Without
 * a setter an argument is only written: whoever made the object has given it to the constructor.
 */
public final class Config {

  private static final String INTEGERS = "a whole number or a list of them";

  private final boolean reading;
  private final Map<String, @Nullable Object> map = new LinkedHashMap<>();
  private final ConfigReader reader;
  private final Set<String> asked = new TreeSet<>();

  private Config(boolean reading, ConfigReader reader) {
    this.reading = reading;
    this.reader = reader;
  }

  static Config writing(String owner) {
    return new Config(false, new ConfigReader(owner, Map.of()));
  }

  static Config reading(ConfigReader reader) {
    return new Config(true, reader);
  }

  /** Returns whether values flow from the file into the object. */
  public boolean isReading() {
    return reading;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> asMap() {
    return (Map<String, Object>) (Map<String, ?>) map;
  }

  /**
   * Makes sure, after reading, that nothing in the map was overlooked; {@code None} and {@code
   * False} may be.
   *
   * @throws IllegalArgumentException naming the first key that nobody asked for
   */
  void checkAllRead(Supplier<String> what) {
    if (!reading) {
      return;
    }
    reader
        .asMap()
        .forEach(
            (key, value) -> {
              if (!asked.contains(key) && value != null && !Boolean.FALSE.equals(value)) {
                throw new IllegalArgumentException(
                    what.get()
                        + " has no argument '"
                        + key
                        + "' (value "
                        + value
                        + "); it has "
                        + asked);
              }
            });
  }

  // --- Without a setter ----------------------------------------------------------------------

  /** Writes an integer. */
  public void integer(String key, int current) {
    integer(key, current, v -> {});
  }

  /** Writes a number. */
  public void number(String key, double current) {
    exchange(
        key,
        "a number",
        current,
        v -> v,
        // Whoever made the object has decided about NaN.
        v -> v instanceof Number ? current : reader.toNumber(key, v),
        v -> {});
  }

  /** Writes a truth value. */
  public void flag(String key, boolean current) {
    flag(key, current, v -> {});
  }

  /** Writes a text. */
  public void text(String key, String current) {
    text(key, current, v -> {});
  }

  /** Writes a text or {@code None}. */
  public void textOrNull(String key, @Nullable String current) {
    textOrNull(key, current, v -> {});
  }

  /** Writes integers. */
  public void integers(String key, int[] current) {
    integers(key, current, v -> {});
  }

  /** Writes integers, a single one as a number. */
  public void integerOrIntegers(String key, int[] current) {
    integerOrIntegers(key, current, v -> {});
  }

  /** Writes numbers. */
  public void numbers(String key, double[] current) {
    numbers(key, current, v -> {});
  }

  /** Writes an object of a kind as Keras does. */
  public <T> void object(String key, T current, Kind<T> kind) {
    object(key, current, c -> write(key, c, kind));
  }

  /**
   * Writes a value of another type.
   *
   * @param write turns it into maps, lists, texts, numbers
   */
  public <T> void object(String key, T current, Function<T, @Nullable Object> write) {
    asked.add(key);
    if (!reading) {
      map.put(key, write.apply(current));
    } else if (reader.isThere(key)) {
      reader.get(key); // it cannot be None
    }
  }

  /**
   * Writes {@code None} for an argument of Keras that does not exist here; what is read must be
   * that.
   *
   * @param missing what does not exist, such as {@code "quantization"}
   */
  public void none(String key, String missing) {
    exchange(
        key,
        null,
        null,
        v -> v,
        v -> {
          throw new IllegalArgumentException(
              "must be None, as " + missing + " does not exist here; received " + v);
        },
        v -> {});
  }

  // --- With a setter -------------------------------------------------------------------------

  /** Writes an integer, or gives the one that is read to the setter. */
  public void integer(String key, int current, IntConsumer setter) {
    exchange(key, "a number", current, v -> v, v -> reader.toInteger(key, v), setter::accept);
  }

  /** Writes an integer or {@code None}, or gives what is read to the setter. */
  public void integerOrNull(
      String key, @Nullable Integer current, Consumer<@Nullable Integer> setter) {
    exchange(key, null, current, v -> v, v -> reader.toInteger(key, v), setter);
  }

  /** Writes a 64-bit integer or {@code None}, or gives what is read to the setter. */
  public void longOrNull(String key, @Nullable Long current, Consumer<@Nullable Long> setter) {
    exchange(key, null, current, v -> v, v -> reader.toLong(key, v), setter);
  }

  /** Writes a number, or gives the one that is read to the setter. */
  public void number(String key, double current, DoubleConsumer setter) {
    exchange(key, "a number", current, v -> v, v -> reader.toNumber(key, v), setter::accept);
  }

  /** Writes a number or {@code None}, or gives what is read to the setter. */
  public void numberOrNull(
      String key, @Nullable Double current, Consumer<@Nullable Double> setter) {
    exchange(key, null, current, v -> v, v -> reader.toNumber(key, v), setter);
  }

  /** Writes a truth value, or gives the one that is read to the setter. */
  public void flag(String key, boolean current, Consumer<Boolean> setter) {
    exchange(key, "true or false", current, v -> v, v -> reader.toFlag(key, v), setter);
  }

  /** Writes a text, or gives the one that is read to the setter. */
  public void text(String key, String current, Consumer<String> setter) {
    exchange(key, "a text", current, v -> v, v -> reader.toText(key, v), setter);
  }

  /** Writes a text or {@code None}, or gives what is read to the setter. */
  public void textOrNull(String key, @Nullable String current, Consumer<@Nullable String> setter) {
    exchange(key, null, current, v -> v, v -> reader.toText(key, v), setter);
  }

  /** Writes integers, or gives those that are read to the setter, a single one as an array. */
  public void integers(String key, int[] current, Consumer<int[]> setter) {
    exchange(key, INTEGERS, current, Config::list, v -> reader.toIntegers(key, v), setter);
  }

  /** Writes integers or {@code None}, or gives what is read to the setter. */
  public void integersOrNull(
      String key, int @Nullable [] current, Consumer<int @Nullable []> setter) {
    this.<int[]>exchange(key, null, current, Config::list, v -> reader.toIntegers(key, v), setter);
  }

  /** Writes integers, a single one as a number, or gives those that are read to the setter. */
  public void integerOrIntegers(String key, int[] current, Consumer<int[]> setter) {
    exchange(
        key,
        INTEGERS,
        current,
        a -> a.length == 1 ? a[0] : list(a),
        v -> reader.toIntegers(key, v),
        setter);
  }

  /** Writes numbers, or gives those that are read to the setter, a single one as an array. */
  public void numbers(String key, double[] current, Consumer<double[]> setter) {
    exchange(
        key,
        "a number or a list of numbers",
        current,
        Config::list,
        v -> reader.toNumbers(key, v),
        setter);
  }

  /** Writes numbers or {@code None}, or gives what is read to the setter. */
  public void numbersOrNull(
      String key, double @Nullable [] current, Consumer<double @Nullable []> setter) {
    this.<double[]>exchange(
        key, null, current, Config::list, v -> reader.toNumbers(key, v), setter);
  }

  /**
   * Writes an object of a kind as Keras does, or gives the one that is read to the setter; a name
   * alone will do for reading.
   */
  public <T> void object(
      String key, @Nullable T current, Kind<T> kind, Consumer<@Nullable T> setter) {
    exchange(key, null, current, c -> write(key, c, kind), kind::read, setter);
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
    if (!reader.isThere(key)) {
      return;
    }
    Object stored = reader.orNull(key);
    if (stored == null && notNull != null) {
      throw reader.wrong(key, notNull, null);
    }
    if (stored == null && current == null) {
      return;
    }
    T value = stored == null ? null : reader.read(key, stored, read);
    try {
      setter.accept(value);
    } catch (IllegalArgumentException e) {
      throw reader.refused("'" + key + "': ", e);
    }
  }

  private <T> Object write(String key, T object, Kind<T> kind) {
    try {
      return kind.write(object);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(reader.prefix() + "'" + key + "': " + e.getMessage(), e);
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
    return reader.toNumber(key, v);
  }

  /** Returns numbers, or a single one as an array, for readers of {@link #object}. */
  public double[] toNumbers(String key, @Nullable Object v) {
    return reader.toNumbers(key, v);
  }

  /** Returns a part of a value as an integer, for readers of {@link #object}. */
  public int toInteger(String key, @Nullable Object v) {
    return reader.toInteger(key, v);
  }

  /** Returns a value as a list, for readers of {@link #object}. */
  public List<?> toList(String key, @Nullable Object v) {
    return reader.toList(key, v);
  }
}
