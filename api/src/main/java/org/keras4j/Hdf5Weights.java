package org.keras4j;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableSnapshot;
import org.keras4j.internal.hdf5.Hdf5Array;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.Hdf5Tree;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Optimizer;

/**
 * Keras's {@code .weights.h5} files: a group for each layer, also where it has no weights, with the
 * layer's name as attribute.
 */
record Hdf5Weights(Hdf5File source, Map<String, Hdf5Array> arrays) implements SavedWeights {

  Hdf5Weights(Hdf5File source) {
    this(source, source.arrays());
  }

  /** Writes what is in a tree. */
  @FunctionalInterface
  interface TreeWriter {
    void write(Hdf5Tree tree) throws IOException;
  }

  /**
   * Has written what is to be saved of a model and, if it is compiled, its optimizer: all values as
   * of one moment, what is trained meanwhile cannot change them. One at a time comes to the heap.
   */
  static void save(Model model, TreeWriter writer) throws IOException {
    Collection<Variable> variables = WeightFiles.variables(model).values();
    try (VariableSnapshot values = VariableSnapshot.of(variables)) {
      writer.write(tree(model, values));
    }
  }

  private static Hdf5Tree tree(Model model, VariableSnapshot values) {
    Map<String, Layer> places = WeightPaths.places(model);
    Hdf5Tree tree = new Hdf5Tree();
    places.forEach((place, layer) -> named(tree, place, layer.name()));
    Optimizer optimizer = model.optimizerOrNull();
    if (optimizer != null) {
      named(tree, WeightFiles.OPTIMIZER, optimizer.name());
    }
    WeightFiles.variables(model)
        .forEach((path, v) -> tree.array(path, v.dtype(), v.shape(), () -> values.value(v)));
    return tree;
  }

  private static void named(Hdf5Tree tree, String place, String name) {
    tree.attribute(place.substring(0, place.length() - 1), "name", name);
  }

  @Override
  public String file() {
    return source.name();
  }

  @Override
  public Set<String> paths() {
    return arrays.keySet();
  }

  @Override
  public Shape shape(String path) {
    return array(path).shape();
  }

  @Override
  public NDArray read(String path) throws IOException {
    return array(path).read();
  }

  /** Returns one of the arrays, of which nothing is read yet. */
  Hdf5Array array(String path) {
    Hdf5Array array = arrays.get(path);
    if (array == null) {
      throw new IllegalArgumentException("There is nothing at " + path);
    }
    return array;
  }
}
