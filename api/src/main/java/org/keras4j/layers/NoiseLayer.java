package org.keras4j.layers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.SeedGenerator;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What the layers share that disturb their input at random while training, and only then.
 *
 * <p>As in Keras, a layer that never disturbs anything (rate 0) has no random generator, so it
 * draws no seed.
 *
 * @param <S> the layer's own type
 */
public abstract class NoiseLayer<S extends NoiseLayer<S>> extends WholeNumberLayer<S> {

  private final String argument;
  private double amount;
  private @Nullable Long seed;
  private @Nullable SeedGenerator generator;

  /**
   * For subclasses.
   *
   * @param argument Keras's name of the amount: {@code rate}, {@code stddev}
   * @param amount in [0, 1]
   */
  NoiseLayer(String argument, double amount) {
    this.argument = argument;
    amount(amount);
  }

  private void amount(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw badArgument(argument, "a number in [0, 1]", value);
    }
    amount = value;
    renewGenerator();
  }

  /** Sets the seed. By default one is drawn. */
  public S seed(long value) {
    return set(
        "seed",
        () -> {
          seed = value;
          renewGenerator();
        });
  }

  private void renewGenerator() {
    SeedGenerator old = generator;
    if (amount == 0) {
      return;
    }
    SeedGenerator fresh = new SeedGenerator(seed);
    generator = old == null ? addSeedGenerator(fresh) : replaceSeedGenerator(old, fresh);
  }

  /** Adds the operations that disturb. */
  abstract Operand<TFloat32> disturb(
      Ops tf, Operand<TFloat32> x, Operand<TInt32> randomSeed, double by);

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected final Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return context.training() && amount > 0
        ? disturb(tf, x, context.seed(Objects.requireNonNull(generator)), amount)
        : x;
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    return context.training() && amount > 0 ? call(tf, Casts.toFloat(tf, x), context) : x;
  }

  @Override
  protected void config(Config c) {
    c.number(argument, amount);
    c.longOrNull("seed", seed, this::seed);
  }
}
