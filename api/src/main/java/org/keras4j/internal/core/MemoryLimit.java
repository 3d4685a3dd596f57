package org.keras4j.internal.core;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.keras4j.ndarray.Shape;

/**
 * Refuses tensors that are larger than the memory of the machine, or of the container that the
 * process runs in. TensorFlow would be refused the memory, and some of its operations then end the
 * whole process.
 */
public final class MemoryLimit {

  /** Of an element; everything of size is float32. */
  private static final int BYTES = 4;

  /** TensorFlow does not run with less memory, so nothing below it has to be compared. */
  private static final double SMALL = 1 << 26;

  private static final class Machine {
    static final long MEMORY = memory();

    /** Asks the JDK, not JavaCPP, which must not be initialized before its settings are made. */
    private static long memory() {
      try {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            && system.getTotalMemorySize() > 0) {
          return system.getTotalMemorySize();
        }
      } catch (LinkageError e) {
        // A run-time image without the JDK's management: the same as not known.
        return Long.MAX_VALUE;
      }
      return Long.MAX_VALUE;
    }
  }

  /** Says that a tensor fits into no memory. */
  public static final class Exceeded extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Exceeded(String message) {
      super(message);
    }
  }

  private MemoryLimit() {}

  /**
   * Refuses a shape.
   *
   * @param what what has it, the beginning of the error
   * @param shape unknown dimensions count as 1
   * @param advice what to do, the end of the error
   * @throws Exceeded if it is too large
   */
  public static void check(String what, Shape shape, String advice) {
    double bytes = bytes(shape);
    if (exceeds(bytes)) {
      throw new Exceeded(
          String.format(
              Locale.ROOT,
              "%s of shape %s would take %s; this machine has %s of memory. %s",
              what,
              shape,
              gigabytes(bytes),
              gigabytes((double) memory()),
              advice));
    }
  }

  /** Returns whether that much is more than this machine has. */
  public static boolean exceeds(double bytes) {
    return bytes > SMALL && bytes > memory();
  }

  /** Returns the memory in bytes; the largest long where it is not known. */
  static long memory() {
    return Machine.MEMORY;
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
