package org.keras4j.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arguments in a config, for who makes an object from it: {@code args -> new
 * Dense(args.integer("units"))}.
 *
 * <p>Each method refuses a key that is absent or {@code None}, unless it says otherwise, and a
 * value of another type, with an {@link IllegalArgumentException} that names class and key.
 */
public final class ConfigReader {

  private final String owner;
  private final Map<String, ?> values;

  ConfigReader(String owner, Map<String, ?> values) {
    this.owner = owner;
    this.values = values;
  }

  /** An argument without a default that is not there. */
  @SuppressWarnings("serial") // nobody stores it
  static final class Missing extends IllegalArgumentException {
    private final String key;

    Missing(String message, String key) {
      super(message);
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /** Returns whether the key is there and not {@code None}. */
  public boolean has(String key) {
    return values.get(key) != null;
  }

  boolean isThere(String key) {
    return values.containsKey(key);
  }

  /** Returns the value as it is in the file: a text, number, truth value, list or map. */
  public Object get(String key) {
    Object v = values.get(key);
    if (v == null) {
      throw new Missing(prefix() + "'" + key + "' is missing; there is " + values.keySet(), key);
    }
    return v;
  }

  @Nullable Object orNull(String key) {
    return values.get(key);
  }

  /** Returns the whole config. */
  public Map<String, ?> asMap() {
    return values;
  }

  /** Returns a whole number. */
  public int integer(String key) {
    return toInteger(key, get(key));
  }

  /**
   * Returns a value of another type; what the reader refuses is said with class and key.
   *
   * @param reader turns a text, number, truth value, list or map into it
   */
  public <V> V value(String key, Function<Object, V> reader) {
    return read(key, get(key), reader);
  }

  /** Returns a number. */
  public double number(String key) {
    return toNumber(key, get(key));
  }

  /** Returns a number; {@code otherwise} if the key is absent or {@code None}. */
  public double numberOr(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /** Returns a truth value. */
  public boolean flag(String key) {
    return toFlag(key, get(key));
  }

  /** Returns a text. */
  public String text(String key) {
    return toText(key, get(key));
  }

  /** Returns whole numbers; a single one is read as an array of one. */
  public int[] integers(String key) {
    return toIntegers(key, get(key));
  }

  /** Returns one whole number, which may stand in a list. */
  public int oneInteger(String key) {
    int[] all = integers(key);
    if (all.length != 1) {
      throw wrong(key, "one whole number", get(key));
    }
    return all[0];
  }

  /** Returns whole numbers, those in inner lists one behind the other. */
  public int[] flatIntegers(String key) {
    return flat(key, get(key));
  }

  private int[] flat(String key, @Nullable Object v) {
    return v instanceof List<?> l
        ? l.stream().flatMapToInt(x -> Arrays.stream(flat(key, x))).toArray()
        : new int[] {toInteger(key, v)};
  }

  /** Returns numbers; a single one is read as an array of one. */
  public double[] numbers(String key) {
    return toNumbers(key, get(key));
  }

  /** Returns an object of a kind, given by its name or by class name and config. */
  public <T> T object(String key, Kind<T> kind) {
    return read(key, get(key), kind::read);
  }

  /** Returns objects of a kind, given in a list. */
  public <T> List<T> objects(String key, Kind<T> kind) {
    List<T> all = new ArrayList<>();
    for (Object o : toList(key, get(key))) {
      all.add(read(key, o == null ? Map.of() : o, kind::read));
    }
    return all;
  }

  // --- Parts of values -----------------------------------------------------------------------

  /** Returns a value, or a part of one, as a number that is not NaN. */
  public double toNumber(String key, @Nullable Object v) {
    if (!(v instanceof Number n) || Double.isNaN(n.doubleValue())) {
      throw wrong(key, "a number", v);
    }
    return n.doubleValue();
  }

  /** Returns a value, or a part of one, as a whole number of 32 bits. */
  public int toInteger(String key, @Nullable Object v) {
    long n = toLong(key, v);
    if (n != (int) n) {
      throw wrong(key, "a whole number below 2^31", v);
    }
    return (int) n;
  }

  long toLong(String key, @Nullable Object v) {
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

  boolean toFlag(String key, @Nullable Object v) {
    return expect(key, v, Boolean.class, "true or false");
  }

  String toText(String key, @Nullable Object v) {
    return expect(key, v, String.class, "a text");
  }

  /** Returns a value, or a part of one, as a list. */
  public List<?> toList(String key, @Nullable Object v) {
    return expect(key, v, List.class, "a list");
  }

  int[] toIntegers(String key, @Nullable Object v) {
    return v instanceof Number
        ? new int[] {toInteger(key, v)}
        : toList(key, v).stream().mapToInt(x -> toInteger(key, x)).toArray();
  }

  /** Returns a value, or a part of one, as numbers; a single one is read as an array of one. */
  public double[] toNumbers(String key, @Nullable Object v) {
    return v instanceof Number
        ? new double[] {toNumber(key, v)}
        : toList(key, v).stream().mapToDouble(x -> toNumber(key, x)).toArray();
  }

  private <V> V expect(String key, @Nullable Object v, Class<V> type, String kind) {
    if (v == null || !type.isInstance(v)) {
      throw wrong(key, kind, v);
    }
    return type.cast(v);
  }

  /** Reads a value; what is refused inside it names this class and key too. */
  <V> V read(String key, Object v, Function<Object, V> reader) {
    try {
      return reader.apply(v);
    } catch (ClassCastException e) {
      throw wrong(key, "of the kind that Keras writes there", v);
    } catch (IllegalArgumentException e) {
      throw refused("'" + key + "': ", e);
    }
  }

  IllegalArgumentException wrong(String key, String expected, @Nullable Object v) {
    String received = v instanceof String ? "'" + v + "'" : String.valueOf(v);
    return new IllegalArgumentException(
        prefix() + "'" + key + "' must be " + expected + "; received " + received);
  }

  /** Makes the exception for what a constructor or setter refused. */
  IllegalArgumentException refused(String where, IllegalArgumentException reason) {
    String message = String.valueOf(reason.getMessage());
    return message.startsWith(prefix())
        ? reason
        : new IllegalArgumentException(prefix() + where + message, reason);
  }

  String prefix() {
    return "Config of " + owner + ": ";
  }
}
