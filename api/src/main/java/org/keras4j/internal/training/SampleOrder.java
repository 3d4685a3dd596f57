package org.keras4j.internal.training;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.internal.random.RandomShuffle;

/**
 * The order of samples, pass after pass.
 *
 * <p>After {@code setRandomSeed} it is that of Keras on TensorFlow, whose {@code fit} makes the
 * operation that shuffles anew for each pass: all passes of all runs have the first order the seed
 * gives.
 */
final class SampleOrder {

  private final Order order;
  private final int batchSize;
  private final int[] rows;
  private final OptionalLong seed;
  private final SplittableRandom keys;

  SampleOrder(Order order, int rows, int batchSize) {
    this.order = order;
    this.batchSize = batchSize;
    this.rows = new int[rows];
    boolean fixed = order.extent() != Order.Extent.NOTHING && !order.reshuffles();
    this.seed = fixed ? GlobalRandom.givenSeed() : OptionalLong.empty();
    boolean free = order.extent() != Order.Extent.NOTHING && seed.isEmpty();
    this.keys = new SplittableRandom(free ? GlobalRandom.nextShuffleSeed() : 0);
    inPlace();
  }

  private void inPlace() {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
  }

  /** Returns the rows in the order of this pass; the array is reused. */
  int[] rows() {
    return rows;
  }

  /** Puts the rows in the order of the next pass. */
  void start() {
    if (order.extent() == Order.Extent.NOTHING) {
      return;
    }
    inPlace();
    RandomShuffle shuffle =
        seed.isPresent()
            ? RandomShuffle.ofGlobalSeed(seed.getAsLong())
            : RandomShuffle.of(keys.nextLong());
    int size = order.extent() == Order.Extent.ALL ? rows.length : batchSize;
    for (long from = 0; from < rows.length; from += size) {
      shuffle.shuffle(rows, (int) from, (int) Math.min(rows.length, from + size));
    }
  }
}
