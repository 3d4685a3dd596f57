package org.keras4j;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.graph.NativeTensor;
import org.keras4j.internal.graph.WeightSource;
import org.keras4j.internal.hdf5.Hdf5Array;
import org.keras4j.internal.hdf5.Hdf5File;

/** Brings weights from a file that is open straight into tensors, in pieces. */
record SavedTensors(Map<Variable, Hdf5Array> arrays) implements WeightSource {

  /**
   * Pairs the weights of a model with those of a file.
   *
   * @throws IllegalArgumentException if something does not match
   */
  static SavedTensors of(Model model, Hdf5File file) {
    Hdf5Weights saved = new Hdf5Weights(file);
    Map<Variable, Hdf5Array> arrays = new LinkedHashMap<>();
    WeightLoading.places(model, saved).forEach((path, v) -> arrays.put(v, saved.array(path)));
    return new SavedTensors(arrays);
  }

  @Override
  public @Nullable NativeTensor tensor(Variable v) {
    Hdf5Array array = arrays.get(v);
    if (array == null) {
      return null;
    }
    NativeTensor tensor = NativeTensor.allocate(v.dtype(), v.shape().asArray());
    try {
      array.read(
          (at, elements) ->
              tensor.put(
                  at, elements.dtype() == v.dtype() ? elements : elements.asType(v.dtype())));
      return tensor;
    } catch (IOException e) {
      tensor.close();
      // The reason names the file.
      throw FileErrors.unchecked("The model could not be loaded", e);
    } catch (RuntimeException | Error e) {
      tensor.close();
      throw e;
    }
  }
}
