package org.keras4j.internal;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that users give. */
public final class Patterns {

  private Patterns() {}

  /**
   * Compiles a regular expression.
   *
   * @param owner what it was given to, such as {@code "Muon"}
   * @param argument as which argument
   * @throws IllegalArgumentException if it is none, saying where
   */
  public static Pattern compile(String owner, String argument, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          owner
              + ": '"
              + argument
              + "' must be a regular expression; received '"
              + regex
              + "' ("
              + e.getDescription()
              + (e.getIndex() < 0 ? "" : " at index " + e.getIndex())
              + "). Write a backslash before each of ()[]{}*+?.^$| that stands for itself",
          e);
    }
  }
}
