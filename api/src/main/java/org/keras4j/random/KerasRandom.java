package org.keras4j.random;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.keras4j.core.SeedGenerator;
import org.keras4j.internal.graph.OneShot;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Arrays of random numbers, {@code keras.random}: bit for bit those of Python for equal seeds.
 *
 * <pre id="snippet-keras-random">{@code
 * Keras.setRandomSeed(23);
 * NDArray noise = KerasRandom.of().normal(Shape.of(100, 20)); // by the seed of the process
 * NDArray start = KerasRandom.of(42).uniform(Shape.of(5), -1, 1); // always the same numbers
 * }</pre>
 *
 * <p>For draws in layers see {@link RandomOps}.
 */
public final class KerasRandom {

  private final SeedSource seeds;

  private KerasRandom(SeedSource seeds) {
    this.seeds = seeds;
  }

  /**
   * Returns draws that name no seed. They take theirs from a generator of the whole process, which
   * {@link org.keras4j.Keras#setRandomSeed} starts.
   */
  public static KerasRandom of() {
    return new KerasRandom(SeedSource.global());
  }

  /** Returns draws that have one seed all, so that equal ones give equal numbers. */
  public static KerasRandom of(long seed) {
    return new KerasRandom(SeedSource.fixed(seed));
  }

  /** Returns draws with the seeds of a generator, another one each time. */
  public static KerasRandom of(SeedGenerator generator) {
    return new KerasRandom(SeedSource.of(Objects.requireNonNull(generator, "generator")));
  }

  private NDArray draw(Shape shape, BiFunction<RandomOps, Operand<TInt32>, Operand<?>> draw) {
    if (!shape.isFullyKnown()) {
      throw new IllegalArgumentException(
          "Random arrays need a shape without unknown sizes; received " + shape);
    }
    int[] sizes = new int[shape.rank()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact(shape.get(i));
    }
    int[] seed = SeedSource.cast(seeds.next());
    return OneShot.evaluate(tf -> draw.apply(RandomOps.ofPair(tf, seed), tf.constant(sizes)));
  }

  private <T extends TType> NDArray change(
      NDArray x, BiFunction<RandomOps, Operand<T>, Operand<?>> change) {
    int[] seed = SeedSource.cast(seeds.next());
    return OneShot.evaluateAll(
            (tf, inputs) -> List.of(change.apply(RandomOps.ofPair(tf, seed), operand(inputs, x))))
        .get(0);
  }

  @SuppressWarnings("unchecked") // the callers have seen to the type
  private static <T extends TType> Operand<T> operand(
      Function<NDArray, Operand<?>> inputs, NDArray x) {
    return (Operand<T>) inputs.apply(x);
  }

  private static NDArray single(NDArray x) {
    return x.asType(org.keras4j.ndarray.DType.FLOAT32);
  }

  /** Draws from the normal distribution with mean 0 and deviation 1. */
  public NDArray normal(Shape shape) {
    return normal(shape, 0, 1);
  }

  /** Draws from the normal distribution. */
  public NDArray normal(Shape shape, double mean, double stddev) {
    return draw(shape, (r, s) -> r.normal(s, mean, stddev));
  }

  /** Draws from the normal distribution, again where a number is two deviations off or more. */
  public NDArray truncatedNormal(Shape shape) {
    return truncatedNormal(shape, 0, 1);
  }

  /** Draws from the normal distribution, again where a number is two deviations off or more. */
  public NDArray truncatedNormal(Shape shape, double mean, double stddev) {
    return draw(shape, (r, s) -> r.truncatedNormal(s, mean, stddev));
  }

  /** Draws from the uniform distribution in {@code [0, 1)}. */
  public NDArray uniform(Shape shape) {
    return uniform(shape, 0, 1);
  }

  /** Draws from the uniform distribution in {@code [minval, maxval)}. */
  public NDArray uniform(Shape shape, double minval, double maxval) {
    return draw(shape, (r, s) -> r.uniform(s, minval, maxval));
  }

  /** Draws whole numbers, int32, from {@code minval} up to, but without, {@code maxval}. */
  public NDArray randint(Shape shape, int minval, int maxval) {
    return draw(shape, (r, s) -> r.randint(s, minval, maxval));
  }

  /** Draws how often something of the given probability happens in so many attempts: float32. */
  public NDArray binomial(Shape shape, double counts, double probability) {
    return draw(shape, (r, s) -> r.binomial(s, counts, probability));
  }

  /**
   * Draws classes.
   *
   * @param logits unnormalised logarithms of the probabilities, shape (batch, classes)
   * @param samples how many are drawn for each row
   * @return int32, shape (batch, samples)
   */
  public NDArray categorical(NDArray logits, int samples) {
    return this.<TFloat32>change(single(logits), (r, x) -> r.categorical(x, samples));
  }

  /** Sets elements to 0 with probability {@code rate} and scales the others by 1 / (1 − rate). */
  public NDArray dropout(NDArray x, double rate) {
    // Keras draws no seed where nothing is random.
    boolean sure = rate == 0 || rate == 1;
    KerasRandom source = sure ? of(0) : this;
    return source.<TFloat32>change(single(x), (r, y) -> r.dropout(y, rate));
  }

  /** Returns the array with the rows in another order. */
  public NDArray shuffle(NDArray x) {
    return shuffle(x, 0);
  }

  /** Returns the array with the places along an axis in another order. */
  public NDArray shuffle(NDArray x, int axis) {
    return change(x, (r, y) -> r.shuffle(y, axis));
  }
}
