package org.keras4j.internal;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.keras4j.Shape;

/**
 * Refuses tensors that are larger than the memory of the machine. TensorFlow would be refused the
 * memory, and some of its operations then end the whole process.
 */
public final class MemoryLimit {

  /** Of an element; everything of size is float32. */
  private static final int BYTES = 4;

  private static final class Machine {
    /** Unlimited where it is not known. */
    static final long MEMORY =
        Pointer.totalPhysicalBytes() > 0 ? Pointer.totalPhysicalBytes() : Long.MAX_VALUE;
  }

  private MemoryLimit() {}

  /**
   * Refuses a shape.
   *
   * @param what what has it, the beginning of the error
   * @param shape unknown dimensions count as 1
   * @param advice what to do, the end of the error
   */
  public static void check(String what, Shape shape, String advice) {
    double bytes = bytes(shape);
    if (exceeds(bytes)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of shape %s would take %s; this machine has %s of memory. %s",
              what,
              shape,
              gigabytes(bytes),
              gigabytes((double) Machine.MEMORY),
              advice));
    }
  }

  /** Returns whether that much is more than this machine has. */
  public static boolean exceeds(double bytes) {
    return bytes > Machine.MEMORY;
  }

  /** Returns how many bytes a tensor takes; a double, as the product can be beyond any long. */
  public static double bytes(Shape shape) {
    double bytes = BYTES;
    for (int i = 0; i < shape.rank(); i++) {
      bytes *= Math.max(1, shape.get(i));
    }
    return bytes;
  }

  private static String gigabytes(double bytes) {
    return String.format(Locale.ROOT, bytes < 1e15 ? "%,.0f GB" : "%.0e GB", bytes / 1e9);
  }
}
