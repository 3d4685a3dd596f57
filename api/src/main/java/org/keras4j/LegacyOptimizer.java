package org.keras4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.hdf5.Hdf5Array;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.LegacyFile;
import org.keras4j.optimizers.Optimizer;

/**
 * Takes the state of an optimizer from a legacy file. Keras 3 writes the variables that an
 * optimizer has here, too; Keras 2, from 2.11 on, the same without the learning rate, which is in
 * the config. What came before had them in another order, and starts fresh.
 */
final class LegacyOptimizer {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  private static final String FIRST = "iteration";

  /** The end of Keras 2's names. */
  private static final String KERAS_2 = ":0";

  private LegacyOptimizer() {}

  /** Loads the state, if there is one, of an optimizer that is built. */
  static void load(Optimizer optimizer, Hdf5File file) throws IOException {
    Map<String, Hdf5Array> saved = new LinkedHashMap<>();
    LegacyFile.of(file).optimizerWeights().forEach(a -> saved.put(a.path(), a));
    if (saved.isEmpty() || !optimizer.isBuilt()) {
      return;
    }
    List<String> paths = new ArrayList<>(saved.keySet());
    String first = paths.get(0).substring(paths.get(0).lastIndexOf('/') + 1);
    List<Variable> variables = new ArrayList<>(optimizer.variables());
    if (first.equals(FIRST + KERAS_2)) {
      variables.removeIf(v -> v.name().equals("learning_rate"));
      if (variables.size() == 1) {
        // Of SGD, which had momenta there also where they are not used.
        paths.subList(1, paths.size()).clear();
      }
    } else if (!first.equals(FIRST)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The state of optimizer {0} in {1} was not loaded, as it is of an optimizer before Keras"
              + " 2.11, which begins with {2}; it starts fresh",
          optimizer.name(),
          file.name(),
          first);
      return;
    }
    VariableAccess.get()
        .handOver(
            OptimizerLoading.state(
                optimizer.name(), variables, paths, new Hdf5Weights(file, saved)));
  }
}
