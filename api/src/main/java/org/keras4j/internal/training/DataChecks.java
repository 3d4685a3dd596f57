package org.keras4j.internal.training;

import java.util.List;
import org.keras4j.Shape;
import org.keras4j.internal.engine.BatchSpec;
import org.keras4j.internal.engine.Objective;
import org.keras4j.internal.engine.TensorSpec;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.NDArray;

/** Checks data against a model before the first step, so that errors come early and say where. */
public final class DataChecks {

  private final String model;
  private final List<Shape> inputs;
  private final List<Shape> outputs;
  private final List<Objective> objectives;

  /**
   * Makes the checks of a model.
   *
   * @param inputs shapes of the inputs, with the batch dimension
   * @param outputs shapes of the outputs
   * @param objectives one for each output, or empty if the model is not compiled
   */
  public DataChecks(
      String model, List<Shape> inputs, List<Shape> outputs, List<Objective> objectives) {
    this.model = model;
    this.inputs = inputs;
    this.outputs = outputs;
    this.objectives = objectives;
  }

  void inputs(List<TensorSpec> x) {
    if (x.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "Model '" + model + "' has " + inputs.size() + " inputs; received " + x.size());
    }
    for (int i = 0; i < x.size(); i++) {
      Shape got = x.get(i).sample().prepend(Shape.UNKNOWN);
      if (!inputs.get(i).withBatch(Shape.UNKNOWN).isCompatibleWith(got)) {
        String hint =
            got.rank() + 1 == inputs.get(i).rank() && inputs.get(i).get(-1) == 1
                ? "; expandDims(-1) adds the channel axis"
                : "";
        throw new IllegalArgumentException(
            "Model '"
                + model
                + "' expects inputs of shape "
                + inputs.get(i)
                + (x.size() > 1 ? " for input " + i : "")
                + "; received "
                + got
                + hint);
      }
    }
  }

  void training(BatchSpec spec) {
    inputs(spec.x());
    if (spec.y().size() != outputs.size()) {
      throw new IllegalArgumentException(
          "Model '"
              + model
              + "' has "
              + outputs.size()
              + " outputs, each of which needs targets; received "
              + spec.y().size()
              + " arrays of targets");
    }
    for (int i = 0; i < objectives.size(); i++) {
      if (!objectives.get(i).hasLoss()) {
        continue;
      }
      Shape y = spec.y().get(i).sample().prepend(Shape.UNKNOWN);
      Loss loss = objectives.get(i).resolveLoss(y, outputs.get(i));
      String problem = loss == null ? null : loss.problem(y, outputs.get(i));
      if (problem != null) {
        throw new IllegalArgumentException(
            "Loss '"
                + java.util.Objects.requireNonNull(loss).name()
                + "' of model '"
                + model
                + "' "
                + problem
                + ". Targets have shape "
                + y
                + ", the output has shape "
                + outputs.get(i));
      }
    }
  }

  /** Checks class numbers against the number of classes. */
  void arrays(ArrayData data) {
    inputs(data.spec().x());
    if (data.y().size() != outputs.size()) {
      return;
    }
    for (int i = 0; i < objectives.size(); i++) {
      if (!objectives.get(i).hasLoss()) {
        continue;
      }
      NDArray y = data.y().get(i);
      Loss loss = objectives.get(i).resolveLoss(y.shape(), outputs.get(i));
      long classes = loss == null ? -1 : loss.classes(outputs.get(i));
      if (classes >= 0) {
        double low = y.min();
        double high = y.max();
        if (low < 0 || high >= classes) {
          throw new IllegalArgumentException(
              "Labels must be class numbers from 0 to "
                  + (classes - 1)
                  + ", because the output of model '"
                  + model
                  + "' has "
                  + classes
                  + " units; received labels from "
                  + (long) low
                  + " to "
                  + (long) high);
        }
      }
    }
  }
}
