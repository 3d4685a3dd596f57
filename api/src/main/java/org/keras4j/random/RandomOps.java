package org.keras4j.random;

import java.util.Objects;
import java.util.function.Supplier;
import org.keras4j.core.CallContext;
import org.keras4j.core.SeedGenerator;
import org.keras4j.internal.random.Draw;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Random numbers in graphs, {@code keras.random} for layers of your own.
 *
 * <p>Each draw takes its seed from the layer's generator, by {@link CallContext#seed}, so that
 * every step draws other numbers, the same ones as in Python. The numbers have no gradient; what
 * {@link #dropout} and {@link #shuffle} do to an operand has one.
 */
public final class RandomOps {

  private final Ops tf;
  private final Supplier<Operand<TInt32>> seeds;

  private RandomOps(Ops tf, Supplier<Operand<TInt32>> seeds) {
    this.tf = Objects.requireNonNull(tf, "tf");
    this.seeds = seeds;
  }

  /**
   * Returns draws with the seeds of a generator.
   *
   * @param context of the call
   * @param generator one that the layer has registered with {@code addSeedGenerator}
   */
  public static RandomOps of(Ops tf, CallContext context, SeedGenerator generator) {
    Objects.requireNonNull(generator, "generator");
    return new RandomOps(tf, () -> context.seed(generator));
  }

  /** Returns draws that have one seed all, so that equal ones give equal numbers at each step. */
  public static RandomOps of(Ops tf, long seed) {
    return new RandomOps(tf, () -> tf.constant(SeedSource.cast(seed, 0)));
  }

  /** Returns draws that have one seed all, as {@link CallContext#seed} gives it. */
  public static RandomOps of(Ops tf, Operand<TInt32> seed) {
    return new RandomOps(tf, () -> seed);
  }

  /** Returns draws with the one seed, as TensorFlow takes it. */
  static RandomOps ofPair(Ops tf, int[] seed) {
    return new RandomOps(tf, () -> tf.constant(seed));
  }

  /** Draws from the normal distribution with mean 0 and deviation 1. */
  public Operand<TFloat32> normal(Operand<TInt32> shape) {
    return normal(shape, 0, 1);
  }

  /** Draws from the normal distribution. */
  public Operand<TFloat32> normal(Operand<TInt32> shape, double mean, double stddev) {
    return Draw.normal(tf, shape, seeds.get(), mean, stddev);
  }

  /** Draws from the normal distribution with mean 0 and deviation 1, none beyond 2. */
  public Operand<TFloat32> truncatedNormal(Operand<TInt32> shape) {
    return truncatedNormal(shape, 0, 1);
  }

  /** Draws from the normal distribution, again where a number is two deviations off or more. */
  public Operand<TFloat32> truncatedNormal(Operand<TInt32> shape, double mean, double stddev) {
    return Draw.truncatedNormal(tf, shape, seeds.get(), mean, stddev);
  }

  /** Draws from the uniform distribution in {@code [0, 1)}. */
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    return uniform(shape, 0, 1);
  }

  /** Draws from the uniform distribution in {@code [minval, maxval)}. */
  public Operand<TFloat32> uniform(Operand<TInt32> shape, double minval, double maxval) {
    return Draw.uniform(tf, shape, seeds.get(), minval, maxval);
  }

  /**
   * Draws whole numbers from {@code minval} up to, but without, {@code maxval}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Operand<TInt32> randint(Operand<TInt32> shape, int minval, int maxval) {
    if (minval >= maxval) {
      throw new IllegalArgumentException(
          "randint: minval must be less than maxval; received " + minval + " and " + maxval);
    }
    return tf.random.statelessRandomUniformInt(
        shape, seeds.get(), tf.constant(minval), tf.constant(maxval));
  }

  /** Draws how often something of the given probability happens in so many attempts. */
  public Operand<TFloat32> binomial(Operand<TInt32> shape, double counts, double probability) {
    if (!(counts >= 0) || !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "binomial: counts must be at least 0 and the probability in [0, 1]; received "
              + counts
              + " and "
              + probability);
    }
    return tf.stopGradient(
        tf.random.statelessRandomBinomial(
            shape,
            seeds.get(),
            tf.constant((float) counts),
            tf.constant((float) probability),
            TFloat32.class));
  }

  /**
   * Draws classes.
   *
   * @param logits unnormalised logarithms of the probabilities, shape (batch, classes)
   * @param samples how many are drawn for each row
   * @return classes, shape (batch, samples)
   */
  public Operand<TInt32> categorical(Operand<TFloat32> logits, int samples) {
    if (logits.shape().numDimensions() != 2 || samples < 0) {
      throw new IllegalArgumentException(
          "categorical needs logits of shape (batch, classes) and at least 0 samples; received rank "
              + logits.shape().numDimensions()
              + " and "
              + samples);
    }
    return tf.random.statelessMultinomial(
        tf.stopGradient(logits), tf.constant(samples), seeds.get(), TInt32.class);
  }

  /** Sets elements to 0 with probability {@code rate} and scales the others by 1 / (1 − rate). */
  public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate) {
    return dropout(x, rate, tf.shape(x));
  }

  /**
   * Sets elements to 0 with probability {@code rate} and scales the others by 1 / (1 − rate).
   *
   * @param noiseShape where a size is 1, elements along the whole axis are dropped together
   * @throws IllegalArgumentException if the rate is outside [0, 1]
   */
  public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate, Operand<TInt32> noiseShape) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("dropout: rate must be in [0, 1]; received " + rate);
    }
    if (rate == 0) {
      return x;
    }
    if (rate == 1) {
      return tf.zerosLike(x);
    }
    Operand<TFloat32> u = tf.random.statelessRandomUniform(noiseShape, seeds.get(), TFloat32.class);
    Operand<TFloat32> scaled = tf.math.mul(x, tf.constant((float) (1 / (1 - rate))));
    return tf.select(tf.math.greaterEqual(u, tf.constant((float) rate)), scaled, tf.constant(0f));
  }

  /** Returns the operand with the places along its first axis in another order. */
  public <T extends TType> Operand<T> shuffle(Operand<T> x) {
    return shuffle(x, 0);
  }

  /** Returns the operand with the places along an axis in another order. */
  public <T extends TType> Operand<T> shuffle(Operand<T> x, int axis) {
    KerasOps k = KerasOps.of(tf);
    Operand<TInt32> n = k.take(tf.shape(x), new int[] {axis}, 0);
    Operand<TFloat32> u = tf.random.statelessRandomUniform(n, seeds.get(), TFloat32.class);
    Operand<TInt32> order = tf.nn.topK(tf.math.neg(u), tf.squeeze(n), TInt32.class).indices();
    return k.take(x, order, axis);
  }
}
