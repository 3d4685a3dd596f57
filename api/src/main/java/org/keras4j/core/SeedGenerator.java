package org.keras4j.core;

import org.jspecify.annotations.Nullable;
import org.keras4j.Keras;
import org.keras4j.internal.Names;
import org.keras4j.internal.core.SeedAccess;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.internal.random.GlobalSeeds;
import org.keras4j.internal.random.SeedTicket;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * A reproducible source of seeds for random operations: Keras's {@code SeedGenerator}.
 *
 * <p>Its state is a pair of 64-bit integers, seed and counter. Every {@link CallContext#seed} hands
 * out the pair and advances the counter, so results do not depend on the order in which operations
 * run, and equal seeds give equal numbers in Java and Python.
 */
public final class SeedGenerator {

  static {
    SeedAccess.set(
        new SeedAccess() {
          @Override
          public void discard(SeedGenerator generator) {
            generator.ticket.cancel();
            Names.giveBack(BASE, generator.name);
          }

          @Override
          public void replace(SeedGenerator old, SeedGenerator generator) {
            old.ticket.cancel();
            Names.giveBack(BASE, generator.name);
            generator.name = old.name;
            VARIABLES.path(generator.state, generator.path());
          }
        });
  }

  private static final String BASE = "seed_generator";
  private static final VariableAccess VARIABLES = VariableAccess.get();

  private final @Nullable Long explicitSeed;
  private final SeedTicket ticket;
  private final Variable state;
  private String name;

  /**
   * Makes a generator with an automatic name: {@code seed_generator}, {@code seed_generator_1}, …
   *
   * @param seed the seed, or null to draw one in 1…10⁹ from the global generator that {@link
   *     Keras#setRandomSeed} starts
   */
  public SeedGenerator(@Nullable Long seed) {
    this(seed, Names.unique(BASE));
  }

  /**
   * Makes a generator.
   *
   * @param seed the seed, or null to draw one in 1…10⁹ from the global generator that {@link
   *     Keras#setRandomSeed} starts
   * @param name stands in the path of its state, {@code name/seed_generator_state}
   */
  public SeedGenerator(@Nullable Long seed, String name) {
    explicitSeed = seed;
    this.name = name;
    ticket = GlobalRandom.ticket();
    if (seed != null) {
      ticket.cancel();
    }
    state =
        new Variable("seed_generator_state", Shape.of(2), DType.INT64, null, false, this::initial);
    VARIABLES.path(state, path());
  }

  private String path() {
    return name + "/" + state.name();
  }

  private NDArray initial() {
    return NDArray.wrap(new long[] {seed(), 0}, 2);
  }

  /** Returns the seed; a default one is drawn by the first call. */
  public long seed() {
    return explicitSeed != null ? explicitSeed : ticket.seed();
  }

  /** Returns the seed given at construction, or null. */
  public @Nullable Long explicitSeed() {
    return explicitSeed;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the state: shape (2,), 64-bit integers. */
  public Variable state() {
    return state;
  }

  /**
   * Returns the seed of one draw outside a graph, the pair of 64-bit integers that the state is,
   * and advances the counter. In graphs {@link CallContext#seed} does that.
   */
  public long[] next() {
    return next(true);
  }

  /**
   * Returns the seed of one draw outside a graph and goes on to the next.
   *
   * @param ordered whether only the counter moves, by 1; otherwise both numbers s of the state
   *     become (s + 1) · 5387 mod 933199, as those of the generator of the whole process do
   */
  public synchronized long[] next(boolean ordered) {
    long[] current = state.value().toLongArray();
    long[] following =
        ordered ? new long[] {current[0], current[1] + 1} : GlobalSeeds.following(current);
    state.assign(NDArray.wrap(following, 2));
    return current;
  }
}
