package org.keras4j.tuner;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a metric's name whether it is to be minimised or maximised.
 *
 * <p>KerasTuner maximises a short list and minimises every other metric and loss that Keras knows,
 * even {@code f1_score}; here the metrics of Keras have the direction in which they get better.
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

  // KerasTuner minimises these.
  private static final Set<String> MAX_BUT_IN_KERAS_TUNER =
      Set.of(
          "binaryiou",
          "concordancecorrelation",
          "cosinesimilarity",
          "f1score",
          "fbetascore",
          "pearsoncorrelation",
          "r2score");

  // KerasTuner cannot tell these, as they need arguments.
  private static final Set<String> MAX_WITH_ARGUMENTS =
      Set.of(
          "iou", "meaniou", "onehotiou", "onehotmeaniou", "precisionatrecall", "recallatprecision");

  private static final Set<String> MIN =
      Set.of(
          "bce",
          "binarycrossentropy",
          "binaryfocalcrossentropy",
          "categoricalcrossentropy",
          "categoricalfocalcrossentropy",
          "categoricalhinge",
          "ce",
          "circle",
          "crossentropy",
          "ctc",
          "dice",
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
          "meanabsoluteerror",
          "meanabsolutepercentageerror",
          "meansquarederror",
          "meansquaredlogarithmicerror",
          "mse",
          "msle",
          "poisson",
          "rootmeansquarederror",
          "sparsecategoricalcrossentropy",
          "squaredhinge",
          "tversky");

  private MetricDirections() {}

  /** Returns the direction, or null for an unknown metric. */
  static @Nullable Direction infer(String metric) {
    String key = key(metric);
    if (MAX.contains(key)
        || MAX_BUT_IN_KERAS_TUNER.contains(key)
        || MAX_WITH_ARGUMENTS.contains(key)) {
      return Direction.MAX;
    }
    return MIN.contains(key) ? Direction.MIN : null;
  }

  /** Whether KerasTuner minimises a metric that gets better the larger it is. */
  static boolean isMinimisedByKerasTuner(String metric) {
    return MAX_BUT_IN_KERAS_TUNER.contains(key(metric));
  }

  private static String key(String metric) {
    String name = strip(strip(metric, "val_"), "weighted_");
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static String strip(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
