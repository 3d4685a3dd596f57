package org.keras4j.internal;

import org.jspecify.annotations.Nullable;

/** Checks what functions of the user returned. */
public final class Returned {

  private Returned() {}

  /**
   * Returns the value.
   *
   * @param who whose function it is, such as {@code "Loss 'mine'"}
   * @param function the function's name
   * @param expected what it is to return
   * @throws IllegalStateException if it is null
   */
  public static <T> T value(@Nullable T value, String who, String function, String expected) {
    if (value == null) {
      throw new IllegalStateException(
          who + ": " + function + " returned null; it must return " + expected);
    }
    return value;
  }
}
