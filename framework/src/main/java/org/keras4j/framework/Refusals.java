package org.keras4j.framework;

import java.util.Set;
import org.tensorflow.framework.initializers.Initializer;
import org.tensorflow.framework.metrics.Metric;
import org.tensorflow.framework.optimizers.AdaDelta;
import org.tensorflow.framework.optimizers.AdaGrad;
import org.tensorflow.framework.optimizers.AdaGradDA;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.framework.optimizers.Adamax;
import org.tensorflow.framework.optimizers.Ftrl;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.framework.optimizers.Nadam;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.framework.optimizers.RMSProp;

/** Why parts of the framework are not taken, and what is there instead. */
final class Refusals {

  private static final Set<String> METRICS =
      Set.of(
          "AUC",
          "FalseNegatives",
          "FalsePositives",
          "Mean",
          "MeanIoU",
          "Precision",
          "PrecisionAtRecall",
          "Recall",
          "RecallAtPrecision",
          "RootMeanSquaredError",
          "SensitivityAtSpecificity",
          "SpecificityAtSensitivity",
          "Sum",
          "TrueNegatives",
          "TruePositives");

  private Refusals() {}

  static UnsupportedOperationException sparseLoss() {
    return new UnsupportedOperationException(
        "SparseCategoricalCrossentropy of tensorflow-framework cannot be trained: TensorFlow Java"
            + " has no gradient for its operation SparseSoftmaxCrossEntropyWithLogits; use"
            + " org.keras4j.losses.SparseCategoricalCrossentropy");
  }

  static UnsupportedOperationException uniform(Initializer<?> initializer) {
    return new UnsupportedOperationException(
        "Initializer "
            + initializer.getClass().getSimpleName()
            + " of tensorflow-framework with the distribution UNIFORM draws from [0, limit) instead"
            + " of [-limit, limit), so that all weights are positive; use "
            + InitializerShapes.ours(initializer, "Uniform"));
  }

  static UnsupportedOperationException metric(Metric metric) {
    String kind = metric.getClass().getSimpleName();
    return new UnsupportedOperationException(
        "Metric "
            + kind
            + " of tensorflow-framework keeps its state in reference variables of the one graph it"
            + " is first used in, which a model, with a graph for training and one for evaluation,"
            + " can neither initialise nor reset nor read; "
            + (METRICS.contains(kind)
                ? "use org.keras4j.metrics." + kind
                : "extend org.keras4j.metrics.FluentMetric or MeanMetric"));
  }

  static UnsupportedOperationException optimizer(Optimizer optimizer) {
    return new UnsupportedOperationException(
        "Optimizer "
            + optimizer.getClass().getSimpleName()
            + " of tensorflow-framework cannot train a model of Keras4J: it updates reference"
            + " variables, which the models do not have, takes the learning rate as a constant of"
            + " the graph, so that no callback or schedule can change it, lets Adam's powers of"
            + " beta race with the updates that read them, and fails at weights that are not"
            + " trainable; use "
            + String.join(".", "org.keras4j.optimizers", ours(optimizer)));
  }

  private static String ours(Optimizer optimizer) {
    if (optimizer instanceof Momentum) {
      return "SGD with momentum";
    }
    if (optimizer instanceof AdaGrad || optimizer instanceof AdaGradDA) {
      return "Adagrad";
    }
    if (optimizer instanceof AdaDelta) {
      return "Adadelta";
    }
    if (optimizer instanceof RMSProp) {
      return "RMSprop";
    }
    boolean alike =
        optimizer instanceof Adam
            || optimizer instanceof Adamax
            || optimizer instanceof Ftrl
            || optimizer instanceof Nadam;
    return alike ? optimizer.getClass().getSimpleName() : "SGD";
  }
}
