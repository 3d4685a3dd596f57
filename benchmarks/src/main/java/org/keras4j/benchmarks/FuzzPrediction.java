package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.Model;
import org.keras4j.Predictor;
import org.keras4j.core.Signature.TensorInfo;
import org.keras4j.ndarray.NDArray;

/** One prediction with a model of which nothing is known. */
final class FuzzPrediction {

  /** What takes more is right, but would take too long to do it thousands of times. */
  private static final long LARGEST = 1_000_000;

  private FuzzPrediction() {}

  static boolean of(Model model) {
    if (!model.isBuilt() || model.countParams() > LARGEST) {
      return false;
    }
    try (Predictor p = model.predictor()) {
      return of(p);
    }
  }

  static boolean of(Predictor predictor) {
    List<NDArray> inputs = new ArrayList<>();
    for (TensorInfo input : predictor.describe().inputs()) {
      long[] sizes = input.shape().asArray();
      double elements = 1;
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = sizes[i] < 0 ? (i == 0 ? 2 : 8) : sizes[i];
        elements *= sizes[i];
      }
      if (elements > LARGEST) {
        return false;
      }
      inputs.add(NDArray.ones(input.dtype(), sizes));
    }
    for (TensorInfo output : predictor.describe().outputs()) {
      double elements = 1;
      for (long size : output.shape().asArray()) {
        elements *= Math.abs((double) size);
      }
      if (elements > LARGEST) {
        return false;
      }
    }
    predictor.predict(inputs);
    return true;
  }
}
