package org.keras4j.metrics;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;
import org.keras4j.internal.Registry;
import org.keras4j.losses.Loss;
import org.keras4j.losses.LossFunction;

/** Finds metrics by Keras's names. */
public final class Metrics {

  private static final Registry<Metric> REGISTRY = new Registry<>("metric", false);

  /** Those that cannot do without arguments: found by class name only, to be filled. */
  private static final Registry<Metric> BLANK = new Registry<>("metric", false);

  static {
    add(Mean::new, "Mean");
    add(Sum::new, "Sum");
    add(MeanSquaredError::new, "MeanSquaredError", "mse", "MSE");
    add(RootMeanSquaredError::new, "RootMeanSquaredError");
    add(MeanAbsoluteError::new, "MeanAbsoluteError", "mae", "MAE");
    add(MeanAbsolutePercentageError::new, "MeanAbsolutePercentageError", "mape", "MAPE");
    add(MeanSquaredLogarithmicError::new, "MeanSquaredLogarithmicError", "msle", "MSLE");
    add(CosineSimilarity::new, "CosineSimilarity");
    add(LogCoshError::new, "LogCoshError");
    add(R2Score::new, "R2Score");
    add(AUC::new, "AUC");
    add(FalseNegatives::new, "FalseNegatives");
    add(FalsePositives::new, "FalsePositives");
    add(TrueNegatives::new, "TrueNegatives");
    add(TruePositives::new, "TruePositives");
    add(Precision::new, "Precision");
    add(Recall::new, "Recall");
    add(ConcordanceCorrelation::new, "ConcordanceCorrelation");
    add(PearsonCorrelation::new, "PearsonCorrelation");
    add(Hinge::new, "Hinge");
    add(SquaredHinge::new, "SquaredHinge");
    add(CategoricalHinge::new, "CategoricalHinge");
    add(KLDivergence::new, "KLDivergence");
    add(Poisson::new, "Poisson");
    add(BinaryCrossentropy::new, "BinaryCrossentropy", "bce", "BCE");
    add(CategoricalCrossentropy::new, "CategoricalCrossentropy");
    add(SparseCategoricalCrossentropy::new, "SparseCategoricalCrossentropy");
    add(Accuracy::new, "Accuracy");
    add(BinaryAccuracy::new, "BinaryAccuracy");
    add(CategoricalAccuracy::new, "CategoricalAccuracy");
    add(SparseCategoricalAccuracy::new, "SparseCategoricalAccuracy");
    add(TopKCategoricalAccuracy::new, "TopKCategoricalAccuracy");
    add(SparseTopKCategoricalAccuracy::new, "SparseTopKCategoricalAccuracy");
    add(F1Score::new, "F1Score");
    add(FBetaScore::new, "FBetaScore");
    add(BinaryIoU::new, "BinaryIoU");
    addBlank(IoU::new, "IoU", "numClasses, targetClassIds");
    addBlank(MeanIoU::new, "MeanIoU", "numClasses");
    addBlank(OneHotIoU::new, "OneHotIoU", "numClasses, targetClassIds");
    addBlank(OneHotMeanIoU::new, "OneHotMeanIoU", "numClasses");
    addBlank(PrecisionAtRecall::new, "PrecisionAtRecall", "recall");
    addBlank(RecallAtPrecision::new, "RecallAtPrecision", "precision");
    addBlank(SensitivityAtSpecificity::new, "SensitivityAtSpecificity", "specificity");
    addBlank(SpecificityAtSensitivity::new, "SpecificityAtSensitivity", "sensitivity");
  }

  private Metrics() {}

  private static void add(Supplier<Metric> maker, String className, String... aliases) {
    REGISTRY.add(maker, className, Names.snakeCase(className));
    REGISTRY.add(maker, aliases);
    BLANK.add(maker, className);
  }

  private static void addBlank(Supplier<Metric> maker, String className, String arguments) {
    BLANK.add(maker, className);
    REGISTRY.add(
        () -> {
          throw new IllegalArgumentException(
              "Metric '"
                  + className
                  + "' needs arguments: instead of its name use new "
                  + className
                  + "("
                  + arguments
                  + ")");
        },
        className,
        Names.snakeCase(className));
  }

  /**
   * Returns a new metric with its defaults, under the name it was asked for.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones, or for a metric
   *     that needs arguments
   */
  public static Metric get(String name) {
    return REGISTRY.get(name).name(name);
  }

  /** Returns a new metric, or null if there is none of this name. */
  public static @Nullable Metric find(String name) {
    Metric m = REGISTRY.find(name);
    return m == null ? null : m.name(name);
  }

  /**
   * Returns a new metric for the name of its class, as it stands in model files; its arguments are
   * to be filled in from a config.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Metric ofClass(String className) {
    return BLANK.get(className);
  }

  /**
   * Makes a metric that is the mean of a function: Keras's {@code MeanMetricWrapper}.
   *
   * @param function returns one value for each sample, or several, which are averaged
   */
  public static Metric of(String name, LossFunction function) {
    return of(name, function, Direction.UNKNOWN);
  }

  /** Makes a metric that is the mean of a function, and says which way it gets better. */
  public static Metric of(String name, LossFunction function, Direction direction) {
    return new LambdaMetric(name, function, direction);
  }

  /** Makes a metric that is the mean of a loss, under the loss's name. */
  public static Metric of(Loss loss) {
    return of(loss.name(), (tf, y, p) -> loss.values(tf, y, p).values(), Direction.MIN);
  }
}
