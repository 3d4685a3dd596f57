package org.keras4j.internal.core;

import org.keras4j.core.SeedGenerator;
import org.keras4j.internal.Bridge;

/** What layers do with a {@link SeedGenerator} and users do not. */
public abstract class SeedAccess {

  private static final Bridge<SeedAccess> BRIDGE = new Bridge<>(SeedGenerator.class);

  /** For {@link SeedGenerator}. */
  protected SeedAccess() {}

  /** Registers the implementation. */
  public static void set(SeedAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static SeedAccess get() {
    return BRIDGE.get();
  }

  /** Gives up name and default seed because the generator is not needed after all. */
  public abstract void discard(SeedGenerator generator);

  /**
   * Lets a generator take the place of an old one that is not needed after all, which gives up its
   * default seed; the new one has its name.
   */
  public abstract void replace(SeedGenerator old, SeedGenerator generator);
}
