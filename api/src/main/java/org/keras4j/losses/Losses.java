package org.keras4j.losses;

import org.keras4j.internal.Registry;

/** Finds losses by Keras's names. */
public final class Losses {

  private static final Registry<Loss> REGISTRY =
      new Registry<Loss>("loss", false)
          .add(BinaryCrossentropy::new, "BinaryCrossentropy", "binary_crossentropy", "bce", "BCE")
          .add(BinaryFocalCrossentropy::new, "BinaryFocalCrossentropy", "binary_focal_crossentropy")
          .add(CategoricalCrossentropy::new, "CategoricalCrossentropy", "categorical_crossentropy")
          .add(
              CategoricalFocalCrossentropy::new,
              "CategoricalFocalCrossentropy",
              "categorical_focal_crossentropy")
          .add(
              SparseCategoricalCrossentropy::new,
              "SparseCategoricalCrossentropy",
              "sparse_categorical_crossentropy")
          .add(CategoricalGeneralizedCrossEntropy::new, "CategoricalGeneralizedCrossEntropy")
          .add(MeanSquaredError::new, "MeanSquaredError", "mean_squared_error", "mse", "MSE")
          .add(MeanAbsoluteError::new, "MeanAbsoluteError", "mean_absolute_error", "mae", "MAE")
          .add(
              MeanAbsolutePercentageError::new,
              "MeanAbsolutePercentageError",
              "mean_absolute_percentage_error",
              "mape",
              "MAPE")
          .add(
              MeanSquaredLogarithmicError::new,
              "MeanSquaredLogarithmicError",
              "mean_squared_logarithmic_error",
              "msle",
              "MSLE")
          .add(Huber::new, "Huber", "huber")
          .add(LogCosh::new, "LogCosh", "log_cosh")
          .add(CosineSimilarity::new, "CosineSimilarity", "cosine_similarity")
          .add(KLDivergence::new, "KLDivergence", "kl_divergence", "kld", "KLD")
          .add(Poisson::new, "Poisson", "poisson")
          .add(Hinge::new, "Hinge", "hinge")
          .add(SquaredHinge::new, "SquaredHinge", "squared_hinge")
          .add(CategoricalHinge::new, "CategoricalHinge", "categorical_hinge")
          .add(Dice::new, "Dice", "dice")
          .add(Tversky::new, "Tversky", "tversky");

  private Losses() {}

  /**
   * Returns a new loss with its defaults. As in Keras, it is called what it was asked for, unless
   * that is the name of its class.
   *
   * @param name such as {@code "categorical_crossentropy"} or {@code "mse"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Loss get(String name) {
    Loss made = REGISTRY.get(name);
    return made.className().equals(name) ? made : made.name(name);
  }

  /**
   * Makes a loss of a function, such as {@code (tf, y, p) -> …}.
   *
   * @param name appears in logs of models with several outputs
   */
  public static Loss of(String name, LossFunction function) {
    return new LambdaLoss(name, function);
  }
}
