package org.keras4j.internal.catalogue;

import java.util.List;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;
import org.keras4j.losses.BinaryCrossentropy;
import org.keras4j.losses.BinaryFocalCrossentropy;
import org.keras4j.losses.CategoricalCrossentropy;
import org.keras4j.losses.CategoricalFocalCrossentropy;
import org.keras4j.losses.CategoricalGeneralizedCrossEntropy;
import org.keras4j.losses.CategoricalHinge;
import org.keras4j.losses.CosineSimilarity;
import org.keras4j.losses.Dice;
import org.keras4j.losses.Hinge;
import org.keras4j.losses.Huber;
import org.keras4j.losses.KLDivergence;
import org.keras4j.losses.LogCosh;
import org.keras4j.losses.Loss;
import org.keras4j.losses.MeanAbsoluteError;
import org.keras4j.losses.MeanAbsolutePercentageError;
import org.keras4j.losses.MeanSquaredError;
import org.keras4j.losses.MeanSquaredLogarithmicError;
import org.keras4j.losses.Poisson;
import org.keras4j.losses.SparseCategoricalCrossentropy;
import org.keras4j.losses.SquaredHinge;
import org.keras4j.losses.Tversky;

/** Keras's losses. */
public final class LossCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public LossCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Loss.KIND.entry(
            BinaryCrossentropy.class,
            a -> new BinaryCrossentropy(),
            "binary_crossentropy",
            "bce",
            "BCE"),
        Loss.KIND.entry(
            BinaryFocalCrossentropy.class,
            a -> new BinaryFocalCrossentropy(),
            "binary_focal_crossentropy"),
        Loss.KIND.entry(
            CategoricalCrossentropy.class,
            a -> new CategoricalCrossentropy(),
            "categorical_crossentropy"),
        Loss.KIND.entry(
            CategoricalFocalCrossentropy.class,
            a -> new CategoricalFocalCrossentropy(),
            "categorical_focal_crossentropy"),
        Loss.KIND.entry(
            SparseCategoricalCrossentropy.class,
            a -> new SparseCategoricalCrossentropy(),
            "sparse_categorical_crossentropy"),
        Loss.KIND.entry(
            CategoricalGeneralizedCrossEntropy.class,
            a -> new CategoricalGeneralizedCrossEntropy()),
        Loss.KIND.entry(
            MeanSquaredError.class,
            a -> new MeanSquaredError(),
            "mean_squared_error",
            "mse",
            "MSE"),
        Loss.KIND.entry(
            MeanAbsoluteError.class,
            a -> new MeanAbsoluteError(),
            "mean_absolute_error",
            "mae",
            "MAE"),
        Loss.KIND.entry(
            MeanAbsolutePercentageError.class,
            a -> new MeanAbsolutePercentageError(),
            "mean_absolute_percentage_error",
            "mape",
            "MAPE"),
        Loss.KIND.entry(
            MeanSquaredLogarithmicError.class,
            a -> new MeanSquaredLogarithmicError(),
            "mean_squared_logarithmic_error",
            "msle",
            "MSLE"),
        Loss.KIND.entry(Huber.class, a -> new Huber(), "huber"),
        Loss.KIND.entry(LogCosh.class, a -> new LogCosh(), "log_cosh"),
        Loss.KIND.entry(CosineSimilarity.class, a -> new CosineSimilarity(), "cosine_similarity"),
        Loss.KIND.entry(KLDivergence.class, a -> new KLDivergence(), "kl_divergence", "kld", "KLD"),
        Loss.KIND.entry(Poisson.class, a -> new Poisson(), "poisson"),
        Loss.KIND.entry(Hinge.class, a -> new Hinge(), "hinge"),
        Loss.KIND.entry(SquaredHinge.class, a -> new SquaredHinge(), "squared_hinge"),
        Loss.KIND.entry(CategoricalHinge.class, a -> new CategoricalHinge(), "categorical_hinge"),
        Loss.KIND.entry(Dice.class, a -> new Dice(), "dice"),
        Loss.KIND.entry(Tversky.class, a -> new Tversky(), "tversky"));
  }
}
