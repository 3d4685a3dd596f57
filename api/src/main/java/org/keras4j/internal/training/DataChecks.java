package org.keras4j.internal.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
      if (loss != null) {
        refuse(loss, loss.problem(y, outputs.get(i)), y, outputs.get(i));
      }
    }
  }

  private void refuse(Loss loss, @Nullable String problem, Shape y, Shape p) {
    if (problem != null) {
      throw new IllegalArgumentException(
          "Loss '"
              + loss.name()
              + "' of model '"
              + model
              + "' "
              + problem
              + ". Targets have shape "
              + y
              + ", the output has shape "
              + p);
    }
  }

  /** Checks the values of targets, such as class numbers against the number of classes. */
  void arrays(ArrayData data) {
    inputs(data.spec().x());
    targets(data);
  }

  /** Checks the values of the targets of arrays or of one batch of a stream. */
  void targets(ArrayData data) {
    if (data.y().size() != outputs.size()) {
      return;
    }
    for (int i = 0; i < objectives.size(); i++) {
      if (!objectives.get(i).hasLoss()) {
        continue;
      }
      NDArray y = data.y().get(i);
      Shape p = outputs.get(i);
      Loss loss = objectives.get(i).resolveLoss(y.shape(), p);
      if (loss != null && loss.problem(y.shape(), p) == null) {
        refuse(loss, loss.problem(y, p), y.shape(), p);
      }
    }
  }
}
