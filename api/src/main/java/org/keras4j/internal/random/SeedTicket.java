package org.keras4j.internal.random;

import org.jspecify.annotations.Nullable;

/**
 * A place in the queue for one default seed.
 *
 * <p>In Python a layer without explicit seed draws it from the global generator the moment it is
 * constructed, after its arguments. With fluent arguments Java learns of them later: {@code new
 * Dense(10).kernelInitializer(new HeNormal())} must draw once, for {@code HeNormal}, not twice. So
 * construction only takes a ticket, the number is drawn when somebody needs it (all earlier tickets
 * first), and a ticket that turned out to be unnecessary is {@linkplain #cancel cancelled}.
 */
public final class SeedTicket {

  private final SeedQueue queue;
  private @Nullable Long seed;
  private boolean wanted;
  private long place;

  SeedTicket(SeedQueue queue, boolean wanted) {
    this.queue = queue;
    this.wanted = wanted;
  }

  /** Returns the queue in which the place is, whichever thread draws. */
  SeedQueue queue() {
    return queue;
  }

  /** Returns the seed, drawing it (and all that come before it) now if needed. */
  public long seed() {
    return queue.resolve(this);
  }

  /** Gives the place up: nothing is drawn for this ticket. Without effect once it is drawn. */
  public void cancel() {
    queue.cancel(this);
  }

  /** Moves the place to the end of the queue, unless already drawn. */
  public void moveToEnd() {
    queue.moveToEnd(this);
  }

  /** Sets whether anything is drawn for this ticket; its place stays. */
  public void wanted(boolean value) {
    queue.want(this, value);
  }

  long place() {
    return place;
  }

  void setPlace(long newPlace) {
    place = newPlace;
  }

  boolean isWanted() {
    return wanted;
  }

  void want(boolean value) {
    wanted = value;
  }

  @Nullable Long drawn() {
    return seed;
  }

  void draw(long value) {
    seed = value;
  }
}
