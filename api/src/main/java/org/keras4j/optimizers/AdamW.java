package org.keras4j.optimizers;

import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2017): Keras's {@code
 * AdamW}.
 *
 * <p>{@code w −= w·λ·η}, then as {@link Adam}.
 */
public final class AdamW extends AdamRule<AdamW> {

  /** Makes the optimizer with learning rate 0.001, decay 0.004, β₁ 0.9, β₂ 0.999, ε 1e-7. */
  public AdamW() {
    this(0.001);
  }

  /**
   * Makes the optimizer with decay 0.004.
   *
   * @param learningRate η, at least 0
   */
  public AdamW(double learningRate) {
    this(learningRate, 0.004);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public AdamW(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   * @param weightDecay λ, at least 0
   */
  public AdamW(double learningRate, double weightDecay) {
    super(learningRate);
    weightDecay(weightDecay);
  }
}
