package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;

/**
 * What the relatives of Adam share: averages of gradients and of their size.
 *
 * @param <S> the optimizer's own type
 */
abstract class Moments<S extends Moments<S>> extends FluentOptimizer<S> {

  /** The two averages of one weight. */
  record Pair(Variable momentum, Variable velocity) {}

  private final String second;
  private double beta1 = 0.9;
  private double beta2;
  private final Map<Variable, Pair> pairs = new LinkedHashMap<>();

  /**
   * For subclasses.
   *
   * @param second name of the second slot
   * @param beta2 default of β₂
   */
  Moments(double learningRate, String second, double beta2) {
    super(learningRate);
    this.second = second;
    this.beta2 = beta2;
  }

  /** Sets β₁, how much of the average gradient each update leaves, in [0, 1). By default 0.9. */
  public final S beta1(double value) {
    return set("beta1", () -> beta1 = Arguments.decay(className(), "beta1", value));
  }

  /** Sets β₂, the same for the average size, in [0, 1). By default 0.999. */
  public S beta2(double value) {
    return set("beta2", () -> beta2 = Arguments.decay(className(), "beta2", value));
  }

  final double beta1() {
    return beta1;
  }

  final double beta2() {
    return beta2;
  }

  @Override
  protected void build(List<Variable> trainable) {
    trainable.forEach(w -> pairs.put(w, new Pair(addSlot(w, "momentum"), addSlot(w, second))));
  }

  final Pair pair(Variable w) {
    return Objects.requireNonNull(pairs.get(w));
  }

  final void betaConfig(Config c) {
    c.number("beta_1", beta1, this::beta1);
    c.number("beta_2", beta2, this::beta2);
  }
}
