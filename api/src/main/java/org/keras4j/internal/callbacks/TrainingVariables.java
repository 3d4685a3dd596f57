package org.keras4j.internal.callbacks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.Model;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.hdf5.Hdf5Array;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.Hdf5Tree;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.ndarray.NDArray;

/**
 * All variables that a training changes, in a file: the weights, the states of random generators,
 * which weight files leave out, and the state of the optimizer with its learning rate. Metrics
 * begin anew with each epoch, so theirs are not among them.
 */
public final class TrainingVariables {

  private static final String VARIABLES = "variables/";
  private static final String OTHERS = "others/";

  private final List<Variable> all;

  private TrainingVariables(List<Variable> all) {
    this.all = all;
  }

  /** Returns those of a model that is built and compiled. */
  public static TrainingVariables of(Model model) {
    OptimizerAccess.get().build(model.optimizer(), model.trainableWeights());
    Set<Variable> found = new LinkedHashSet<>(model.variables());
    found.addAll(model.optimizer().variables());
    return new TrainingVariables(List.copyOf(found));
  }

  /**
   * Writes their values and other arrays into a file, which is replaced at once.
   *
   * @param file in HDF5
   * @param others any arrays
   */
  public void write(Path file, List<NDArray> others) throws IOException {
    Hdf5Tree tree = new Hdf5Tree();
    add(tree, VARIABLES, VariableAccess.get().values(all));
    add(tree, OTHERS, others);
    tree.write(file);
  }

  private static void add(Hdf5Tree tree, String place, List<NDArray> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      tree.array(place + i, arrays.get(i));
    }
  }

  /**
   * Gives them the values of a file.
   *
   * @return the other arrays in it
   * @throws IOException if the file cannot be read or does not have the same variables; then
   *     nothing has changed
   */
  public List<NDArray> read(Path file) throws IOException {
    try (Hdf5File open = Hdf5File.open(file)) {
      Map<String, Hdf5Array> arrays = open.arrays();
      Map<Variable, NDArray> values = new LinkedHashMap<>();
      for (Variable variable : all) {
        Hdf5Array array = arrays.get(VARIABLES + values.size());
        if (array == null || !array.shape().equals(variable.shape())) {
          throw new IOException(file + " has no value for " + variable.path());
        }
        values.put(variable, array.read());
      }
      List<NDArray> others = new ArrayList<>();
      Hdf5Array next = arrays.get(OTHERS + 0);
      while (next != null) {
        others.add(next.read());
        next = arrays.get(OTHERS + others.size());
      }
      VariableAccess.get().assign(values);
      return others;
    }
  }
}
