package org.keras4j.internal.random;

import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.keras4j.internal.Attempt;

/**
 * The generator from which default seeds come: Python's {@code random} module as Keras uses it.
 *
 * <p>Shared by the whole process, like its model. Thread-safe; which seed goes to which of two
 * racing threads is not determined.
 */
public final class GlobalRandom {

  private static final long MAX_SEED = 1_000_000_000L;
  private static final Set<SeedTicket> PENDING = new LinkedHashSet<>();
  private static PythonRandom random = new PythonRandom(new SecureRandom().nextLong() >>> 1);
  private static OptionalLong given = OptionalLong.empty();
  private static long shuffleSeed = new SecureRandom().nextLong();

  private GlobalRandom() {}

  /** Starts the generator from a seed; tickets taken before still draw from the old one. */
  public static synchronized void seed(long seed) {
    drawPending();
    random = new PythonRandom(seed);
    given = OptionalLong.of(seed);
    shuffleSeed = seed;
  }

  /** Returns the seed from which the generator was started last, if one was given. */
  public static synchronized OptionalLong givenSeed() {
    return given;
  }

  /** Takes a place in the queue for a default seed in 1…10⁹. */
  public static synchronized SeedTicket ticket() {
    return enqueue(new SeedTicket(true));
  }

  /** Takes a place in the queue for which nothing is drawn unless it becomes wanted. */
  public static synchronized SeedTicket place() {
    return enqueue(new SeedTicket(false));
  }

  private static SeedTicket enqueue(SeedTicket t) {
    PENDING.add(t);
    Attempt.onFailure(t::cancel);
    return t;
  }

  /** Draws an integer in {@code [low, high]}, after all tickets taken so far. */
  public static synchronized long randint(long low, long high) {
    drawPending();
    return random.randint(low, high);
  }

  /** Returns a new seed for the order of samples; it does not disturb the seeds of layers. */
  public static synchronized long nextShuffleSeed() {
    shuffleSeed = shuffleSeed * 6364136223846793005L + 1442695040888963407L;
    return shuffleSeed;
  }

  static synchronized long resolve(SeedTicket ticket) {
    if (ticket.drawn() == null) {
      if (PENDING.contains(ticket)) {
        drawUpTo(ticket);
      } else {
        ticket.draw(random.randint(1, MAX_SEED));
      }
    }
    return java.util.Objects.requireNonNull(ticket.drawn());
  }

  static synchronized void cancel(SeedTicket ticket) {
    PENDING.remove(ticket);
  }

  static synchronized void moveToEnd(SeedTicket ticket) {
    if (PENDING.remove(ticket)) {
      PENDING.add(ticket);
    }
  }

  static synchronized void want(SeedTicket ticket, boolean value) {
    ticket.want(value);
  }

  /** Moves tickets to the end if the first of them is in front of another one. */
  public static synchronized void moveBehind(SeedTicket other, List<SeedTicket> tickets) {
    if (!PENDING.contains(other)) {
      return;
    }
    for (SeedTicket t : PENDING) {
      if (t == other) {
        return;
      }
      if (t == tickets.get(0)) {
        break;
      }
    }
    tickets.forEach(GlobalRandom::moveToEnd);
  }

  private static void drawUpTo(SeedTicket last) {
    var all = PENDING.iterator();
    while (all.hasNext()) {
      SeedTicket t = all.next();
      all.remove();
      drawIfWanted(t);
      if (t == last) {
        return;
      }
    }
  }

  private static void drawPending() {
    PENDING.forEach(GlobalRandom::drawIfWanted);
    PENDING.clear();
  }

  private static void drawIfWanted(SeedTicket t) {
    if (t.isWanted()) {
      t.draw(random.randint(1, MAX_SEED));
    }
  }
}
