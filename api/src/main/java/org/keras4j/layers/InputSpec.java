package org.keras4j.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;

/**
 * What a layer demands of an input's shape: Keras's {@code InputSpec}.
 *
 * <p>It is checked at every call of the layer, symbolic or on data, alone or inside a model.
 * Dimensions that are not known yet are taken on trust, unless the layer has weights.
 *
 * @param rank the exact number of dimensions with the batch, or null
 * @param minRank the smallest number of dimensions, or null
 * @param maxRank the largest number of dimensions, or null
 * @param axes the sizes of single axes; negative axes count from the end
 */
public record InputSpec(
    @Nullable Integer rank,
    @Nullable Integer minRank,
    @Nullable Integer maxRank,
    Map<Integer, Long> axes) {

  /** Any input. */
  public static final InputSpec ANY = new InputSpec(null, null, null, Map.of());

  /** Makes a demand. */
  public InputSpec {
    axes = Map.copyOf(axes);
  }

  /** Demands an exact rank, with the batch dimension counted. */
  public static InputSpec ofRank(int rank) {
    return new InputSpec(rank, null, null, Map.of());
  }

  /** Demands at least a rank, with the batch dimension counted. */
  public static InputSpec ofMinRank(int rank) {
    return new InputSpec(null, rank, null, Map.of());
  }

  /** Demands at most a rank, with the batch dimension counted. */
  public static InputSpec ofMaxRank(int rank) {
    return new InputSpec(null, null, rank, Map.of());
  }

  /** Demands the rank of a shape and all sizes that are known in it, but not that of the batch. */
  public static InputSpec ofShape(Shape shape) {
    InputSpec spec = ofRank(shape.rank());
    for (int i = 1; i < shape.rank(); i++) {
      spec = shape.get(i) == Shape.UNKNOWN ? spec : spec.withAxis(i, shape.get(i));
    }
    return spec;
  }

  /** Returns this demand with a largest rank. */
  public InputSpec withMaxRank(int largest) {
    return new InputSpec(rank, minRank, largest, axes);
  }

  /** Returns this demand with the size of an axis; negative axes count from the end. */
  public InputSpec withAxis(int axis, long size) {
    Map<Integer, Long> more = new LinkedHashMap<>(axes);
    more.put(axis, size);
    return new InputSpec(rank, minRank, maxRank, more);
  }

  /** Returns this demand with a size of the last dimension. */
  public InputSpec withLastAxis(long size) {
    return withAxis(-1, size);
  }

  void check(Layer layer, Shape shape) {
    if (rank != null && shape.rank() != rank) {
      throw mismatch(layer, "an input of rank " + rank + " " + example(rank), shape);
    }
    if (minRank != null && shape.rank() < minRank) {
      throw mismatch(layer, "an input of rank " + minRank + " or more", shape);
    }
    if (maxRank != null && shape.rank() > maxRank) {
      throw mismatch(layer, "an input of rank " + maxRank + " or less", shape);
    }
    new TreeMap<>(axes).forEach((axis, size) -> checkAxis(layer, shape, axis, size));
  }

  private static void checkAxis(Layer layer, Shape shape, int axis, long size) {
    String name = axis == -1 ? "last dimension" : "dimension on axis " + axis;
    if (axis >= shape.rank() || axis < -shape.rank()) {
      throw mismatch(layer, "an input with a " + name, shape);
    }
    long got = shape.get(axis);
    // What weights were made for has to be certain: wrong data would be computed with in silence.
    boolean certain = layer.isBuilt() && !layer.state().ownWeights().isEmpty();
    if (got == Shape.UNKNOWN ? certain : got != size) {
      throw mismatch(layer, "an input whose " + name + " is " + size, shape);
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
        layer.describe()
            + " expects "
            + expected
            + (layer.isBuilt() && expected.contains("whose") ? ", for which it was built" : "")
            + "; received shape "
            + got
            + hint);
  }
}
