package org.keras4j;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.training.ArrayData;
import org.keras4j.internal.training.FitPlan;
import org.keras4j.internal.training.Order;
import org.keras4j.internal.training.RunData;

/**
 * Turns the options of {@code fit} into what is done: names into the model's order, a share of the
 * data into validation data, weights of classes into those of samples.
 */
final class FitPlans {

  private final Model model;
  private final FitOptions options;

  private FitPlans(Model model, FitOptions options) {
    this.model = model;
    this.options = options;
  }

  static FitPlan of(Model model, FitOptions options) {
    return new FitPlans(model, options).plan();
  }

  private FitPlan plan() {
    FitOptions v = options.validationData();
    if (options.dataset() != null) {
      refuseForStreams();
      return plan(RunData.of(options.dataset()), v == null ? null : validation(v));
    }
    ArrayData all = options.samples().arrays(model);
    if (v != null) {
      return plan(train(all), validation(v));
    }
    return options.validationSplit() == 0 ? plan(train(all), null) : split(all);
  }

  /** Splits off the end. As in Keras, weights of classes are for training only. */
  private FitPlan split(ArrayData all) {
    int n = all.rows();
    int at = (int) Math.floor(n * (1 - options.validationSplit()));
    if (at == 0 || at == n) {
      throw new IllegalArgumentException(
          "fit: "
              + n
              + " samples cannot be split with validationSplit="
              + options.validationSplit()
              + ": one side would be empty");
    }
    return plan(train(all.slice(0, at)), validation(all.slice(at, n)));
  }

  private RunData train(ArrayData data) {
    ArrayData weighted = data.withClassWeights(options.classWeight());
    return RunData.of(weighted, options.batchSize(), options.stepsPerEpoch());
  }

  private RunData validation(FitOptions v) {
    if (v.dataset() != null) {
      return RunData.of(v.dataset());
    }
    try {
      return validation(v.samples().arrays(model));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("validationData: " + e.getMessage(), e);
    }
  }

  private RunData validation(ArrayData data) {
    Integer given =
        options.validationBatchSize() != null ? options.validationBatchSize() : options.batchSize();
    return RunData.of(data, given, options.validationSteps());
  }

  private FitPlan plan(RunData train, @Nullable RunData validation) {
    return new FitPlan(
        train,
        order(),
        validation,
        options.epochs(),
        options.initialEpoch(),
        options.stepsPerEpoch(),
        options.validationSteps(),
        options::validatesAfter,
        options.verbose(),
        options.callbacks());
  }

  private Order order() {
    Order.Extent extent =
        switch (options.shuffle()) {
          case NONE -> Order.Extent.NOTHING;
          case SAMPLES -> Order.Extent.ALL;
          case BATCH -> Order.Extent.BATCHES;
        };
    return new Order(extent, options.reshuffleEachEpoch());
  }

  private void refuseForStreams() {
    Samples samples = options.samples();
    if (samples.hasArrays()) {
      throw new IllegalArgumentException(
          "fit takes either arrays or a dataset, which brings its own targets; received both");
    }
    if (options.validationSplit() > 0) {
      throw new IllegalArgumentException(
          "validationSplit needs arrays; a dataset cannot be split: pass validationData");
    }
    if (!options.classWeight().isEmpty()) {
      throw new IllegalArgumentException(
          "classWeight needs arrays; let the dataset give sample weights instead");
    }
    if (samples.hasWeights()) {
      throw new IllegalArgumentException(
          "sampleWeight needs arrays; let the dataset give sample weights itself");
    }
  }
}
