package org.keras4j.spark;

import java.util.List;
import org.keras4j.FitOptions;
import org.keras4j.ndarray.NDArray;

/** Arguments of fit for inputs and targets, in this order. */
record SettingsOfArrays(FitSettings settings) implements FitArguments<List<NDArray>> {
  @Override
  public FitOptions from(List<NDArray> data) {
    FitOptions options = new FitOptions().x(data.get(0)).y(data.get(1));
    settings.set(options);
    return options;
  }
}
