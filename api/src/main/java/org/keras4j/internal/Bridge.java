package org.keras4j.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets the engine reach what a public class does not show to users. The class registers an
 * implementation when it is initialised; whoever asks earlier initialises it.
 *
 * @param <A> an abstract class that names what can be reached
 */
public final class Bridge<A> {

  private final Class<?> owner;
  private volatile @Nullable A implementation;

  /** Makes the bridge of a class. */
  public Bridge(Class<?> owner) {
    this.owner = owner;
  }

  /** Registers the implementation. */
  public void set(A access) {
    implementation = access;
  }

  /** Returns the implementation. */
  public A get() {
    A known = implementation;
    return known == null ? initialized() : known;
  }

  private A initialized() {
    try {
      Class.forName(owner.getName(), true, owner.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    return Objects.requireNonNull(implementation);
  }
}
