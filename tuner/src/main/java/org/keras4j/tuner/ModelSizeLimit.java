package org.keras4j.tuner;

import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.core.Variable;

/** Fails the trials of models with too many trainable parameters, as soon as these are known. */
final class ModelSizeLimit extends TrialCallback {
  private final @Nullable Long largest;

  /**
   * @param largest the largest number of trainable parameters; null without a limit
   */
  ModelSizeLimit(@Nullable Long largest) {
    this.largest = largest;
  }

  /** A model without an input is built when its training begins. */
  @Override
  public void onTrainBegin() {
    check(model());
  }

  /**
   * Looks at a model, if it is built.
   *
   * @throws FailedTrialException if it is too large
   */
  void check(Model model) {
    if (largest == null || !model.isBuilt()) {
      return;
    }
    long size =
        model.trainableWeights().stream().map(Variable::shape).mapToLong(s -> s.size()).sum();
    if (size > largest) {
      throw new FailedTrialException(
          "The model has "
              + size
              + " trainable parameters, more than maxModelSize("
              + largest
              + ") allows; the trial is skipped");
    }
  }
}
