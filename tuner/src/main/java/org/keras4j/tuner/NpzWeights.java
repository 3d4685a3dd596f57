package org.keras4j.tuner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.Model;
import org.keras4j.Variable;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;

/** Weights in a file of NumPy's: one array for each, named by its path, like dense/kernel. */
final class NpzWeights implements WeightFormat {
  @Override
  public String fileName() {
    return "checkpoint.weights.npz";
  }

  @Override
  public void save(Model model, Path file) throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (Variable weight : model.weights()) {
      arrays.put(unique(weight.path(), arrays), weight.value());
    }
    Npz.write(file, arrays);
  }

  @Override
  public void load(Model model, Path file) throws IOException {
    Map<String, NDArray> arrays = Npz.read(file);
    Map<String, NDArray> wanted = new LinkedHashMap<>();
    List<NDArray> values = new ArrayList<>();
    for (Variable weight : model.weights()) {
      String name = unique(weight.path(), wanted);
      NDArray value = arrays.get(name);
      if (value == null || arrays.size() != model.weights().size()) {
        throw new IOException(
            "The weights in "
                + file
                + " are those of another model: it has "
                + arrays.keySet()
                + ", the model wants '"
                + name
                + "'. Did build change?");
      }
      wanted.put(name, value);
      values.add(value);
    }
    model.setWeights(values);
  }

  /** Paths may repeat, as names of layers inside layers are free. */
  private static String unique(String path, Map<String, ?> taken) {
    String name = path;
    for (int i = 1; taken.containsKey(name); i++) {
      name = path + "#" + i;
    }
    return name;
  }
}
