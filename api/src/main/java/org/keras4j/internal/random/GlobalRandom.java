package org.keras4j.internal.random;

import java.util.List;
import java.util.OptionalLong;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.GlobalState;

/**
 * The generator from which default seeds come: Python's {@code random} module as Keras uses it.
 *
 * <p>Shared by the whole process, like its model, or by all that is done in a {@link RandomScope}.
 * Thread-safe; which seed goes to which of two racing threads is not determined.
 */
public final class GlobalRandom {

  private static final GlobalState.Part<SeedQueue> QUEUE =
      new GlobalState.Part<>("default_seeds", SeedQueue::new, SeedQueue::of);

  private GlobalRandom() {}

  /** Starts the generator from a seed; tickets taken before still draw from the old one. */
  public static void seed(long seed) {
    QUEUE.get().seed(seed);
  }

  /** Returns the seed from which the generator was started last, if one was given. */
  public static OptionalLong givenSeed() {
    return QUEUE.get().givenSeed();
  }

  /** Takes a place in the queue for a default seed in 1…10⁹. */
  public static SeedTicket ticket() {
    return enqueue(true);
  }

  /** Takes a place in the queue for which nothing is drawn unless it becomes wanted. */
  public static SeedTicket place() {
    return enqueue(false);
  }

  private static SeedTicket enqueue(boolean wanted) {
    SeedTicket t = QUEUE.get().enqueue(wanted);
    Attempt.onFailure(t::cancel);
    return t;
  }

  /** Draws an integer in {@code [low, high]}, after all tickets taken so far. */
  public static long randint(long low, long high) {
    return QUEUE.get().randint(low, high);
  }

  /** Returns a new seed for the order of samples; it does not disturb the seeds of layers. */
  public static long nextShuffleSeed() {
    return QUEUE.get().nextShuffleSeed();
  }

  /** Moves tickets to the end if the first of them is in front of another one. */
  public static void moveBehind(SeedTicket other, List<SeedTicket> tickets) {
    other.queue().moveBehind(other, tickets);
  }
}
