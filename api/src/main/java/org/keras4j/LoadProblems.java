package org.keras4j;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.layers.Layer;

/** What keeps a file of weights from being that of a model: an error, or warnings. */
final class LoadProblems {

  private static final System.Logger LOG = System.getLogger("org.keras4j");
  private static final int SHOWN = 5;

  private final Model model;
  private final String file;
  private final boolean skip;
  private final List<String> problems = new ArrayList<>();

  LoadProblems(Model model, String file, boolean skip) {
    this.model = model;
    this.file = file;
    this.skip = skip;
  }

  void add(String problem) {
    problems.add(problem);
  }

  /** Adds what is wrong with a layer. */
  void add(Layer layer, List<String> wrong) {
    add(LayerAccess.get().describe(layer) + ": " + String.join(", ", wrong));
  }

  /**
   * Tells of the problems.
   *
   * @throws IllegalArgumentException unless such layers are to be skipped
   */
  void report() {
    if (problems.isEmpty()) {
      return;
    }
    String all =
        String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())))
            + (problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : "");
    String begin = "The weights in " + file + " are not those of model '" + model.name() + "', ";
    if (!skip) {
      throw new IllegalArgumentException(begin + "which stays as it is: " + all);
    }
    LOG.log(System.Logger.Level.WARNING, begin + "where these layers stay as they are: " + all);
  }
}
