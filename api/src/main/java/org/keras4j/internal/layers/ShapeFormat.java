package org.keras4j.internal.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;

/** Shapes in configs: lists of sizes, {@code null} for those that are open. */
public final class ShapeFormat {

  /** TensorFlow has no tensors with more axes. */
  private static final int MOST_AXES = 254;

  private ShapeFormat() {}

  /** Returns a shape as Keras writes it. */
  public static List<@Nullable Object> written(Shape shape) {
    List<@Nullable Object> sizes = new ArrayList<>();
    for (long size : shape.asArray()) {
      sizes.add(
          size == Shape.UNKNOWN ? null : size == (int) size ? (Object) (int) size : (Object) size);
    }
    return sizes;
  }

  /**
   * Returns the shape that Keras has written.
   *
   * @throws IllegalArgumentException if it is no list of sizes of at least 0 or {@code null}
   */
  public static Shape read(String key, @Nullable Object written) {
    if (!(written instanceof List<?> sizes) || sizes.size() > MOST_AXES) {
      throw wrong(key, written);
    }
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      Object size = sizes.get(i);
      if (size == null) {
        shape[i] = Shape.UNKNOWN;
      } else if ((size instanceof Integer || size instanceof Long)
          && ((Number) size).longValue() >= 0) {
        shape[i] = ((Number) size).longValue();
      } else {
        throw wrong(key, written);
      }
    }
    return Shape.of(shape);
  }

  private static IllegalArgumentException wrong(String key, @Nullable Object written) {
    return new IllegalArgumentException(
        "'"
            + key
            + "' must be a list of at most "
            + MOST_AXES
            + " sizes, each a whole number of at least 0, or null for what is open; received "
            + written);
  }
}
