package org.keras4j.tuner;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guesses from a metric's name whether it is to be minimised or maximised, as KerasTuner does: a
 * short list is maximised, every other metric and loss that Keras knows is minimised, even {@code
 * f1_score} and {@code r2_score}.
 */
final class MetricDirections {
  // Names without underscores in lower case, so that class and function names are one.
  private static final Set<String> MAX =
      Set.of(
          "acc",
          "accuracy",
          "binaryaccuracy",
          "categoricalaccuracy",
          "sparsecategoricalaccuracy",
          "topkcategoricalaccuracy",
          "sparsetopkcategoricalaccuracy",
          "truepositives",
          "truenegatives",
          "precision",
          "recall",
          "auc",
          "sensitivityatspecificity",
          "specificityatsensitivity");

  private static final Set<String> MIN =
      Set.of(
          "bce",
          "binarycrossentropy",
          "binaryfocalcrossentropy",
          "binaryiou",
          "categoricalcrossentropy",
          "categoricalfocalcrossentropy",
          "categoricalhinge",
          "ce",
          "circle",
          "concordancecorrelation",
          "cosinesimilarity",
          "crossentropy",
          "ctc",
          "dice",
          "f1score",
          "fbetascore",
          "falsenegatives",
          "falsepositives",
          "hinge",
          "huber",
          "kldivergence",
          "logcosh",
          "logcosherror",
          "loss",
          "mae",
          "mape",
          "mean",
          "meanabsoluteerror",
          "meanabsolutepercentageerror",
          "meansquarederror",
          "meansquaredlogarithmicerror",
          "metric",
          "mse",
          "msle",
          "pearsoncorrelation",
          "poisson",
          "r2score",
          "rootmeansquarederror",
          "sparsecategoricalcrossentropy",
          "squaredhinge",
          "sum",
          "tversky");

  private MetricDirections() {}

  /** Returns the direction, or null for an unknown metric. */
  static @Nullable Direction infer(String metric) {
    String name = strip(strip(metric, "val_"), "weighted_");
    String key = name.replace("_", "").toLowerCase(Locale.ROOT);
    if (MAX.contains(key)) {
      return Direction.MAX;
    }
    return MIN.contains(key) ? Direction.MIN : null;
  }

  private static String strip(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
