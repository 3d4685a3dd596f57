package org.keras4j.internal.random;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.keras4j.internal.GlobalState;

/**
 * The generator of default seeds and the tickets that wait for one, the oldest first. Thread-safe;
 * which seed goes to which of two racing threads is not determined.
 */
final class SeedQueue implements GlobalState.Saveable {

  private static final long MAX_SEED = 1_000_000_000L;

  /** By their places, which only grow; not by hashes, so that each run is like the others. */
  private final NavigableMap<Long, SeedTicket> pending = new TreeMap<>();

  private long nextPlace;
  private PythonRandom random;
  private OptionalLong given;
  private long shuffleSeed;

  private SeedQueue(PythonRandom random, OptionalLong given, long shuffleSeed) {
    this.random = random;
    this.given = given;
    this.shuffleSeed = shuffleSeed;
  }

  /** Makes a queue with an unknown seed. */
  SeedQueue() {
    this(
        new PythonRandom(new SecureRandom().nextLong() >>> 1),
        OptionalLong.empty(),
        new SecureRandom().nextLong());
  }

  static SeedQueue of(Object saved) {
    Map<?, ?> map = (Map<?, ?>) saved;
    Object seed = map.get("given");
    return new SeedQueue(
        PythonRandom.ofState((String) Objects.requireNonNull(map.get("generator"), "generator")),
        seed == null ? OptionalLong.empty() : OptionalLong.of(((Number) seed).longValue()),
        ((Number) Objects.requireNonNull(map.get("shuffle"), "shuffle")).longValue());
  }

  @Override
  public synchronized Object save() {
    // As it will be when all tickets have drawn, for none of them is saved.
    PythonRandom later = PythonRandom.ofState(random.state());
    pending.values().stream().filter(SeedTicket::isWanted).forEach(t -> later.randint(1, MAX_SEED));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("generator", later.state());
    given.ifPresent(seed -> map.put("given", seed));
    map.put("shuffle", shuffleSeed);
    return map;
  }

  /** Starts the generator from a seed; tickets taken before still draw from the old one. */
  synchronized void seed(long seed) {
    drawPending();
    random = new PythonRandom(seed);
    given = OptionalLong.of(seed);
    shuffleSeed = seed;
  }

  synchronized OptionalLong givenSeed() {
    return given;
  }

  /** Takes a place, for which nothing is drawn unless it is wanted. */
  synchronized SeedTicket enqueue(boolean wanted) {
    SeedTicket t = new SeedTicket(this, wanted);
    putAtEnd(t);
    return t;
  }

  private void putAtEnd(SeedTicket t) {
    t.setPlace(nextPlace);
    pending.put(nextPlace++, t);
  }

  private boolean isPending(SeedTicket t) {
    return pending.get(t.place()) == t;
  }

  /** Draws an integer in {@code [low, high]}, after all tickets taken so far. */
  synchronized long randint(long low, long high) {
    drawPending();
    return random.randint(low, high);
  }

  synchronized long nextShuffleSeed() {
    shuffleSeed = shuffleSeed * 6364136223846793005L + 1442695040888963407L;
    return shuffleSeed;
  }

  synchronized long resolve(SeedTicket ticket) {
    if (ticket.drawn() == null) {
      if (isPending(ticket)) {
        drawUpTo(ticket);
      } else {
        ticket.draw(random.randint(1, MAX_SEED));
      }
    }
    return Objects.requireNonNull(ticket.drawn());
  }

  synchronized void cancel(SeedTicket ticket) {
    if (isPending(ticket)) {
      pending.remove(ticket.place());
    }
  }

  synchronized void moveToEnd(SeedTicket ticket) {
    if (isPending(ticket)) {
      pending.remove(ticket.place());
      putAtEnd(ticket);
    }
  }

  synchronized void want(SeedTicket ticket, boolean value) {
    ticket.want(value);
  }

  /** Moves tickets to the end if the first of them is in front of another one. */
  synchronized void moveBehind(SeedTicket other, List<SeedTicket> tickets) {
    SeedTicket first = tickets.get(0);
    if (isPending(other) && isPending(first) && first.place() < other.place()) {
      tickets.forEach(SeedTicket::moveToEnd);
    }
  }

  private void drawUpTo(SeedTicket last) {
    draw(pending.headMap(last.place(), true));
  }

  private void drawPending() {
    draw(pending);
  }

  private void draw(NavigableMap<Long, SeedTicket> tickets) {
    tickets.values().forEach(this::drawIfWanted);
    tickets.clear();
  }

  private void drawIfWanted(SeedTicket t) {
    if (t.isWanted()) {
      t.draw(random.randint(1, MAX_SEED));
    }
  }
}
