package org.keras4j.internal.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.keras4j.core.Catalogue;
import org.keras4j.core.ConfigReader;
import org.keras4j.core.Entry;
import org.keras4j.internal.Names;
import org.keras4j.metrics.AUC;
import org.keras4j.metrics.Accuracy;
import org.keras4j.metrics.BinaryAccuracy;
import org.keras4j.metrics.BinaryCrossentropy;
import org.keras4j.metrics.BinaryIoU;
import org.keras4j.metrics.CategoricalAccuracy;
import org.keras4j.metrics.CategoricalCrossentropy;
import org.keras4j.metrics.CategoricalHinge;
import org.keras4j.metrics.ConcordanceCorrelation;
import org.keras4j.metrics.CosineSimilarity;
import org.keras4j.metrics.F1Score;
import org.keras4j.metrics.FBetaScore;
import org.keras4j.metrics.FalseNegatives;
import org.keras4j.metrics.FalsePositives;
import org.keras4j.metrics.Hinge;
import org.keras4j.metrics.IoU;
import org.keras4j.metrics.KLDivergence;
import org.keras4j.metrics.LogCoshError;
import org.keras4j.metrics.Mean;
import org.keras4j.metrics.MeanAbsoluteError;
import org.keras4j.metrics.MeanAbsolutePercentageError;
import org.keras4j.metrics.MeanIoU;
import org.keras4j.metrics.MeanSquaredError;
import org.keras4j.metrics.MeanSquaredLogarithmicError;
import org.keras4j.metrics.Metric;
import org.keras4j.metrics.OneHotIoU;
import org.keras4j.metrics.OneHotMeanIoU;
import org.keras4j.metrics.PearsonCorrelation;
import org.keras4j.metrics.Poisson;
import org.keras4j.metrics.Precision;
import org.keras4j.metrics.PrecisionAtRecall;
import org.keras4j.metrics.R2Score;
import org.keras4j.metrics.Recall;
import org.keras4j.metrics.RecallAtPrecision;
import org.keras4j.metrics.RootMeanSquaredError;
import org.keras4j.metrics.SensitivityAtSpecificity;
import org.keras4j.metrics.SparseCategoricalAccuracy;
import org.keras4j.metrics.SparseCategoricalCrossentropy;
import org.keras4j.metrics.SparseTopKCategoricalAccuracy;
import org.keras4j.metrics.SpecificityAtSensitivity;
import org.keras4j.metrics.SquaredHinge;
import org.keras4j.metrics.Sum;
import org.keras4j.metrics.TopKCategoricalAccuracy;
import org.keras4j.metrics.TrueNegatives;
import org.keras4j.metrics.TruePositives;

/** Keras's metrics, each also known by its name in snake case. */
public final class MetricCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public MetricCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        entry(Mean.class, a -> new Mean()),
        entry(Sum.class, a -> new Sum()),
        entry(MeanSquaredError.class, a -> new MeanSquaredError(), "mse", "MSE"),
        entry(RootMeanSquaredError.class, a -> new RootMeanSquaredError()),
        entry(MeanAbsoluteError.class, a -> new MeanAbsoluteError(), "mae", "MAE"),
        entry(
            MeanAbsolutePercentageError.class,
            a -> new MeanAbsolutePercentageError(),
            "mape",
            "MAPE"),
        entry(
            MeanSquaredLogarithmicError.class,
            a -> new MeanSquaredLogarithmicError(),
            "msle",
            "MSLE"),
        entry(CosineSimilarity.class, a -> new CosineSimilarity()),
        entry(LogCoshError.class, a -> new LogCoshError()),
        entry(R2Score.class, a -> new R2Score()),
        entry(AUC.class, a -> new AUC()),
        entry(FalseNegatives.class, a -> new FalseNegatives()),
        entry(FalsePositives.class, a -> new FalsePositives()),
        entry(TrueNegatives.class, a -> new TrueNegatives()),
        entry(TruePositives.class, a -> new TruePositives()),
        entry(Precision.class, a -> new Precision()),
        entry(Recall.class, a -> new Recall()),
        entry(ConcordanceCorrelation.class, a -> new ConcordanceCorrelation()),
        entry(PearsonCorrelation.class, a -> new PearsonCorrelation()),
        entry(Hinge.class, a -> new Hinge()),
        entry(SquaredHinge.class, a -> new SquaredHinge()),
        entry(CategoricalHinge.class, a -> new CategoricalHinge()),
        entry(KLDivergence.class, a -> new KLDivergence()),
        entry(Poisson.class, a -> new Poisson()),
        entry(BinaryCrossentropy.class, a -> new BinaryCrossentropy(), "bce", "BCE"),
        entry(CategoricalCrossentropy.class, a -> new CategoricalCrossentropy()),
        entry(SparseCategoricalCrossentropy.class, a -> new SparseCategoricalCrossentropy()),
        entry(Accuracy.class, a -> new Accuracy()),
        entry(BinaryAccuracy.class, a -> new BinaryAccuracy()),
        entry(CategoricalAccuracy.class, a -> new CategoricalAccuracy()),
        entry(SparseCategoricalAccuracy.class, a -> new SparseCategoricalAccuracy()),
        entry(
            TopKCategoricalAccuracy.class,
            a ->
                a.has("k")
                    ? new TopKCategoricalAccuracy(a.integer("k"))
                    : new TopKCategoricalAccuracy()),
        entry(
            SparseTopKCategoricalAccuracy.class,
            a ->
                a.has("k")
                    ? new SparseTopKCategoricalAccuracy(a.integer("k"))
                    : new SparseTopKCategoricalAccuracy()),
        entry(F1Score.class, a -> new F1Score()),
        entry(FBetaScore.class, a -> new FBetaScore()),
        entry(
            BinaryIoU.class,
            a ->
                a.has("target_class_ids")
                    ? new BinaryIoU(a.integers("target_class_ids"))
                    : new BinaryIoU()),
        entry(IoU.class, a -> new IoU(a.integer("num_classes"), a.integers("target_class_ids"))),
        entry(MeanIoU.class, a -> new MeanIoU(a.integer("num_classes"))),
        entry(
            OneHotIoU.class,
            a -> new OneHotIoU(a.integer("num_classes"), a.integers("target_class_ids"))),
        entry(OneHotMeanIoU.class, a -> new OneHotMeanIoU(a.integer("num_classes"))),
        entry(PrecisionAtRecall.class, a -> new PrecisionAtRecall(a.number("recall"))),
        entry(RecallAtPrecision.class, a -> new RecallAtPrecision(a.number("precision"))),
        entry(
            SensitivityAtSpecificity.class,
            a -> new SensitivityAtSpecificity(a.number("specificity"))),
        entry(
            SpecificityAtSensitivity.class,
            a -> new SpecificityAtSensitivity(a.number("sensitivity"))));
  }

  private static <M extends Metric> Entry<Metric> entry(
      Class<M> type, Function<ConfigReader, M> make, String... aliases) {
    List<String> names = new ArrayList<>(List.of(Names.snakeCase(type.getSimpleName())));
    names.addAll(List.of(aliases));
    return Metric.KIND.entry(type, make, names.toArray(String[]::new));
  }
}
