package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.internal.engine.BatchSpec;
import org.keras4j.internal.graph.TensorSpec;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * Inputs, targets and weights that belong together, checked and in types that can be fed.
 *
 * @param x inputs
 * @param y targets, or empty
 * @param weights one for each target, or empty
 */
public record ArrayData(List<NDArray> x, List<NDArray> y, List<NDArray> weights) {

  /** Makes data, with one array of weights for all targets repeated for each. */
  public static ArrayData of(List<NDArray> x, List<NDArray> y, List<NDArray> weights) {
    List<NDArray> w = weights;
    if (weights.size() == 1 && y.size() > 1) {
      w = new ArrayList<>();
      for (int i = 0; i < y.size(); i++) {
        w.add(weights.get(0));
      }
    }
    ArrayData data = new ArrayData(feedable(x), feedable(y), feedable(w));
    data.check();
    return data;
  }

  /** Doubles become floats, as in Keras; bytes and integers travel as they are. */
  private static List<NDArray> feedable(List<NDArray> arrays) {
    return arrays.stream()
        .map(a -> a.dtype() == DType.FLOAT64 ? a.asType(DType.FLOAT32) : a)
        .toList();
  }

  private void check() {
    if (x.isEmpty()) {
      throw new IllegalArgumentException("No data: x has no arrays");
    }
    StringBuilder sizes = new StringBuilder();
    boolean same = true;
    long n = rows(x.get(0));
    for (Map.Entry<String, List<NDArray>> part :
        List.of(Map.entry("x", x), Map.entry("y", y), Map.entry("sampleWeight", weights))) {
      for (NDArray a : part.getValue()) {
        same &= rows(a) == n;
        sizes
            .append(sizes.isEmpty() ? "" : ", ")
            .append(part.getKey())
            .append(": ")
            .append(rows(a));
      }
    }
    if (!same) {
      throw new IllegalArgumentException(
          "All arrays must have the same number of samples; received " + sizes);
    }
    if (n == 0) {
      throw new IllegalArgumentException("No data: the arrays are empty (0 samples)");
    }
    if (!weights.isEmpty() && weights.size() != y.size()) {
      throw new IllegalArgumentException(
          "There must be one array of sample weights, or one for each of the "
              + y.size()
              + " targets; received "
              + weights.size());
    }
  }

  private static long rows(NDArray a) {
    if (a.shape().rank() == 0) {
      throw new IllegalArgumentException("Data needs a sample axis; received a scalar");
    }
    return a.shape().get(0);
  }

  /** Returns the shapes of the inputs, with an unknown batch dimension. */
  List<Shape> inputShapes() {
    return x.stream().map(a -> a.shape().withBatch(Shape.UNKNOWN)).toList();
  }

  ArrayData withInputs(List<NDArray> newX) {
    return new ArrayData(newX, y, weights);
  }

  /** Returns the number of samples. */
  public int rows() {
    return Math.toIntExact(x.get(0).shape().get(0));
  }

  List<NDArray> all() {
    List<NDArray> all = new ArrayList<>(x);
    all.addAll(y);
    all.addAll(weights);
    return all;
  }

  BatchSpec spec() {
    return new BatchSpec(specs(x), specs(y), specs(weights));
  }

  private static List<TensorSpec> specs(List<NDArray> arrays) {
    return arrays.stream().map(a -> new TensorSpec(a.dtype(), a.shape().dropBatch())).toList();
  }

  /** Returns the rows {@code from} to {@code to} of everything. */
  public ArrayData slice(int from, int to) {
    return new ArrayData(slice(x, from, to), slice(y, from, to), slice(weights, from, to));
  }

  private static List<NDArray> slice(List<NDArray> arrays, int from, int to) {
    return arrays.stream().map(a -> a.slice(from, to)).toList();
  }

  /** Returns this data with a weight for each sample that depends on its class. */
  public ArrayData withClassWeights(Map<Integer, Double> classWeight) {
    if (classWeight.isEmpty()) {
      return this;
    }
    if (!weights.isEmpty()) {
      throw new IllegalArgumentException(
          "classWeight and sampleWeight cannot be used together; multiply them into sampleWeight");
    }
    if (y.size() != 1) {
      throw new IllegalArgumentException(
          "classWeight needs a model with one output; this one has " + y.size());
    }
    NDArray target = y.get(0);
    Shape shape = target.shape();
    NDArray classes = shape.rank() > 1 && shape.get(-1) > 1 ? target.argmax(-1) : target;
    float[] values = classes.toFloatArray();
    if (values.length != rows()) {
      throw new IllegalArgumentException(
          "classWeight needs one class for each sample; the targets have shape " + shape);
    }
    float[] w = new float[values.length];
    for (int i = 0; i < w.length; i++) {
      // As NumPy rounds: halves to the even neighbour.
      w[i] = classWeight.getOrDefault((int) Math.rint(values[i]), 1.0).floatValue();
    }
    return new ArrayData(x, y, List.of(NDArray.wrap(w, w.length)));
  }
}
