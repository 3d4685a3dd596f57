package org.keras4j.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets the engine reach what a public class does not show to users. The class registers an
 * implementation when it is initialised; whoever asks earlier initialises it.
 *
 * @param <A> an abstract class that names what can be reached
 */
final class Bridge<A> {

  private final Class<?> owner;
  private volatile @Nullable A implementation;

  Bridge(Class<?> owner) {
    this.owner = owner;
  }

  void set(A access) {
    implementation = access;
  }

  A get() {
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
