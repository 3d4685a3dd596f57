package org.keras4j.internal.training;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.Dataset;
import org.keras4j.FitOptions;

/**
 * The data of a {@code fit}: what is trained on and what is validated on, each of them arrays or a
 * stream.
 */
record FitData(
    FitOptions options,
    @Nullable ArrayData train,
    @Nullable ArrayData validation,
    @Nullable Dataset validationStream) {

  static FitData of(FitOptions o) {
    FitOptions v = o.validationData();
    Dataset validationStream = v == null ? null : v.dataset();
    ArrayData validation = v == null || validationStream != null ? null : validationArrays(v);
    if (o.dataset() != null) {
      refuseForStreams(o);
      return new FitData(o, null, validation, validationStream);
    }
    ArrayData all = arrays(o);
    if (v != null || o.validationSplit() == 0) {
      return new FitData(o, all.withClassWeights(o.classWeight()), validation, validationStream);
    }
    int n = all.rows();
    int at = (int) Math.floor(n * (1 - o.validationSplit()));
    if (at == 0 || at == n) {
      throw new IllegalArgumentException(
          "fit: "
              + n
              + " samples cannot be split with validationSplit="
              + o.validationSplit()
              + ": one side would be empty");
    }
    // As in Keras, weights of classes are for training only.
    ArrayData train = all.slice(0, at).withClassWeights(o.classWeight());
    return new FitData(o, train, all.slice(at, n), null);
  }

  private static void refuseForStreams(FitOptions o) {
    if (!o.x().isEmpty() || !o.y().isEmpty()) {
      throw new IllegalArgumentException(
          "fit takes either arrays or a dataset, which brings its own targets; received both");
    }
    if (o.validationSplit() > 0) {
      throw new IllegalArgumentException(
          "validationSplit needs arrays; a dataset cannot be split: pass validationData");
    }
    if (!o.classWeight().isEmpty()) {
      throw new IllegalArgumentException(
          "classWeight needs arrays; let the dataset give sample weights instead");
    }
    if (!o.sampleWeight().isEmpty()) {
      throw new IllegalArgumentException(
          "sampleWeight needs arrays; let the dataset give sample weights itself");
    }
  }

  private static ArrayData arrays(FitOptions o) {
    return ArrayData.of(o.x(), o.y(), o.sampleWeight());
  }

  private static ArrayData validationArrays(FitOptions v) {
    try {
      return arrays(v);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("validationData: " + e.getMessage(), e);
    }
  }

  Dataset stream() {
    return Objects.requireNonNull(options.dataset());
  }

  /** Returns the number of samples a training step. */
  int batchSize() {
    return train == null
        ? ArraySource.DEFAULT_BATCH
        : ArraySource.batchSize(train, options.batchSize(), options.stepsPerEpoch());
  }

  /** Returns the number of samples a validation step. */
  int validationBatchSize() {
    Integer given =
        options.validationBatchSize() != null ? options.validationBatchSize() : options.batchSize();
    return ArraySource.batchSize(
        Objects.requireNonNull(validation), given, options.validationSteps());
  }
}
