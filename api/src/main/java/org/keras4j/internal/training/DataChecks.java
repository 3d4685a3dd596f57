package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.engine.BatchSpec;
import org.keras4j.internal.engine.LastAxis;
import org.keras4j.internal.engine.OutputObjective;
import org.keras4j.internal.graph.TensorSpec;
import org.keras4j.internal.losses.LossAccess;
import org.keras4j.internal.losses.LossProblem;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * Checks data against a model before the first step, so that errors come early and say where.
 *
 * @param model the model's name
 * @param inputNames names of the inputs
 * @param inputs shapes of the inputs, with the batch dimension
 * @param outputNames names of the outputs
 * @param outputs shapes of the outputs
 * @param objectives one for each output, or empty if the model is not compiled
 */
public record DataChecks(
    String model,
    List<String> inputNames,
    List<Shape> inputs,
    List<String> outputNames,
    List<Shape> outputs,
    List<OutputObjective> objectives) {

  private static final LossAccess LOSSES = LossAccess.get();

  /** Adds or removes a last axis of size 1 where the model wants it so, as Keras does. */
  ArrayData adapt(ArrayData data) {
    if (data.x().size() != inputs.size()) {
      return data;
    }
    List<NDArray> x = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      x.add(LastAxis.adapt(data.x().get(i), inputs.get(i)));
    }
    return data.withInputs(x);
  }

  void inputs(BatchSpec spec) {
    List<TensorSpec> x = spec.x();
    if (x.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "Model '"
              + model
              + "' has "
              + inputs.size()
              + (inputs.size() == 1 ? " input " : " inputs ")
              + inputNames
              + "; received "
              + x.size()
              + (x.size() == 1 ? " array" : " arrays"));
    }
    for (int i = 0; i < x.size(); i++) {
      Shape got = x.get(i).sample().prepend(Shape.UNKNOWN);
      if (!inputs.get(i).withBatch(Shape.UNKNOWN).isCompatibleWith(got)) {
        throw new IllegalArgumentException(
            "Model '"
                + model
                + "' expects arrays of shape "
                + inputs.get(i)
                + " for input '"
                + inputNames.get(i)
                + "'; received "
                + got);
      }
    }
  }

  void targets(BatchSpec spec) {
    if (spec.y().size() != outputs.size()) {
      throw new IllegalArgumentException(
          "Model '"
              + model
              + "' needs targets y for "
              + (outputs.size() == 1 ? "its output " : "each of its outputs ")
              + outputNames
              + "; received "
              + spec.y().size()
              + (spec.y().size() == 1 ? " array" : " arrays"));
    }
    for (int i = 0; i < objectives.size(); i++) {
      if (objectives.get(i).hasLoss()) {
        Shape y = spec.y().get(i).sample().prepend(Shape.UNKNOWN);
        Loss loss = objectives.get(i).resolveLoss(y, outputs.get(i));
        if (loss != null) {
          refuse(i, loss, LOSSES.problem(loss, y, outputs.get(i)), y);
        }
      }
    }
  }

  /** Checks the values of targets, such as class numbers against the number of classes. */
  void values(ArrayData data) {
    if (data.y().size() != outputs.size()) {
      return;
    }
    for (int i = 0; i < objectives.size(); i++) {
      if (objectives.get(i).hasLoss()) {
        NDArray y = data.y().get(i);
        Loss loss = objectives.get(i).resolveLoss(y.shape(), outputs.get(i));
        if (loss != null && LOSSES.problem(loss, y.shape(), outputs.get(i)) == null) {
          refuse(i, loss, LOSSES.problem(loss, y, outputs.get(i)), y.shape());
        }
      }
    }
  }

  private void refuse(int i, Loss loss, @Nullable String problem, Shape y) {
    String of = " of output '" + outputNames.get(i) + "' of model '" + model + "'";
    LossProblem.refuse(loss, of, problem, y, outputs.get(i));
  }
}
