package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order in which CPython goes through a set of numbers. KerasTuner keeps the ten values of a
 * continuous range in a set, so a grid search visits them in this order.
 *
 * <p>A set is a hash table with open addressing: ten slots in a row are looked at, then the next
 * place comes from all bits of the hash. Numbers are hashed modulo 2⁶¹ − 1.
 */
final class PythonSet {
  private static final long MODULUS = (1L << 61) - 1;
  private static final int HASH_BITS = 61;
  private static final int CHUNK_BITS = 28;
  private static final int SMALLEST = 8;
  private static final int LINEAR_PROBES = 9;
  private static final int PERTURB_SHIFT = 5;

  private @Nullable Object[] table = new Object[SMALLEST];
  private int used;

  private PythonSet() {}

  /** Returns numbers in the order of a set to which they were added one by one. */
  static List<Object> order(Iterable<?> numbers) {
    PythonSet set = new PythonSet();
    numbers.forEach(set::add);
    return set.elements();
  }

  private List<Object> elements() {
    List<Object> found = new ArrayList<>();
    for (Object element : table) {
      if (element != null) {
        found.add(element);
      }
    }
    return found;
  }

  private void add(Object number) {
    if (!insert(number)) {
      return;
    }
    used++;
    if (used * 5 >= (table.length - 1) * 3) {
      List<Object> elements = elements();
      int size = SMALLEST;
      while (size <= used * 4) {
        size <<= 1;
      }
      table = new Object[size];
      elements.forEach(this::insert);
    }
  }

  /** Returns whether the number is new. */
  private boolean insert(Object number) {
    long hash = hash(Values.toDouble(number));
    long mask = table.length - 1L;
    long perturb = hash;
    long place = hash & mask;
    while (true) {
      int probes = place + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
      for (int slot = (int) place; slot <= place + probes; slot++) {
        if (table[slot] == null) {
          table[slot] = number;
          return true;
        }
        if (Values.equal(Objects.requireNonNull(table[slot]), number)) {
          return false;
        }
      }
      perturb >>>= PERTURB_SHIFT;
      place = (place * 5 + 1 + perturb) & mask;
    }
  }

  /** Python's hash of a finite number: m · 2^e modulo 2⁶¹ − 1, with the sign of the number. */
  static long hash(double number) {
    if (number == 0) {
      return 0;
    }
    int exponent = Math.getExponent(number) + 1;
    double rest = Math.abs(number);
    if (rest < Double.MIN_NORMAL) {
      exponent = Math.getExponent(rest * 0x1p54) + 1 - 54;
    }
    rest = scaled(rest, -exponent);
    long hash = 0;
    while (rest != 0) {
      hash = rotated(hash, CHUNK_BITS);
      rest *= 1L << CHUNK_BITS;
      exponent -= CHUNK_BITS;
      long whole = (long) rest;
      rest -= whole;
      hash += whole;
      if (hash >= MODULUS) {
        hash -= MODULUS;
      }
    }
    hash = rotated(hash, Math.floorMod(exponent, HASH_BITS));
    hash = number < 0 ? -hash : hash;
    return hash == -1 ? -2 : hash;
  }

  /** {@code number * 2 ** exponent} in two steps, each of which is a double. */
  private static double scaled(double number, int exponent) {
    int half = exponent / 2;
    return Math.scalb(Math.scalb(number, half), exponent - half);
  }

  private static long rotated(long hash, int bits) {
    return ((hash << bits) & MODULUS) | (hash >>> (HASH_BITS - bits));
  }
}
