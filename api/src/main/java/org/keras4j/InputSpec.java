package org.keras4j;

import org.jspecify.annotations.Nullable;

/**
 * What a layer demands of an input's shape: Keras's {@code InputSpec}.
 *
 * @param rank the exact number of dimensions with the batch, or null
 * @param minRank the smallest number of dimensions, or null
 * @param lastAxis the size of the last dimension, or null
 */
public record InputSpec(
    @Nullable Integer rank, @Nullable Integer minRank, @Nullable Long lastAxis) {

  /** Any input. */
  public static final InputSpec ANY = new InputSpec(null, null, null);

  /** Demands an exact rank, with the batch dimension counted. */
  public static InputSpec ofRank(int rank) {
    return new InputSpec(rank, null, null);
  }

  /** Demands at least a rank, with the batch dimension counted. */
  public static InputSpec ofMinRank(int rank) {
    return new InputSpec(null, rank, null);
  }

  /** Returns this demand with a size of the last dimension. */
  public InputSpec withLastAxis(long size) {
    return new InputSpec(rank, minRank, size);
  }

  void check(Layer layer, Shape shape) {
    if (rank != null && shape.rank() != rank) {
      throw mismatch(layer, "an input of rank " + rank + " " + example(rank), shape);
    }
    if (minRank != null && shape.rank() < minRank) {
      throw mismatch(layer, "an input of rank " + minRank + " or more", shape);
    }
    if (lastAxis != null && shape.get(-1) != Shape.UNKNOWN && shape.get(-1) != lastAxis) {
      throw mismatch(layer, "an input whose last dimension is " + lastAxis, shape);
    }
  }

  private static String example(int rank) {
    return switch (rank) {
      case 2 -> "(batch, features)";
      case 3 -> "(batch, steps, channels)";
      case 4 -> "(batch, height, width, channels)";
      case 5 -> "(batch, depth, height, width, channels)";
      default -> "with the batch dimension counted";
    };
  }

  private static IllegalArgumentException mismatch(Layer layer, String expected, Shape got) {
    String hint =
        got.rank() == 3 && expected.contains("rank 4")
            ? ". Images need a channel axis: expandDims(-1) adds one"
            : "";
    return new IllegalArgumentException(
        "Layer '"
            + layer.name()
            + "' ("
            + layer.className()
            + ") expects "
            + expected
            + "; received shape "
            + got
            + hint);
  }
}
