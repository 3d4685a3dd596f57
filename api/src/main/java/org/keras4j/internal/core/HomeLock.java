package org.keras4j.internal.core;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of one home of variables, with its place in the order in which several are taken. Fair:
 * a training loop takes it again at once after each step, and whoever asks for the weights must get
 * in between.
 */
public final class HomeLock extends ReentrantLock implements Comparable<HomeLock> {

  private static final long serialVersionUID = 1;
  private static final AtomicLong CREATED = new AtomicLong();

  private final long place = CREATED.getAndIncrement();

  /** Makes a lock that comes after all those made before. */
  public HomeLock() {
    super(true);
  }

  @Override
  public int compareTo(HomeLock other) {
    return Long.compare(place, other.place);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(place);
  }
}
