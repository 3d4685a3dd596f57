package org.keras4j.optimizers;

import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Adam (Kingma and Ba, 2014): Keras's {@code Adam}.
 *
 * <p>{@code m += (g − m)(1 − β₁); v += (g² − v)(1 − β₂); w −= α·m / (√v + ε)} with {@code α = η·√(1
 * − β₂ᵗ) / (1 − β₁ᵗ)}, in one fused operation.
 */
public final class Adam extends AdamRule<Adam> {

  /** Makes the optimizer with learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1e-7. */
  public Adam() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Adam(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Adam(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }
}
