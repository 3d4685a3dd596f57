package org.keras4j.examples.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;

/** The words after an example's name. */
public final class ExampleArguments {

  private final String example;
  private final List<String> left;
  private final List<String> known = new ArrayList<>();
  private final Set<String> given = new HashSet<>();

  /** Takes the words; each question removes what it asks for. */
  public ExampleArguments(String example, String[] args) {
    this.example = example;
    this.left = new ArrayList<>(Arrays.asList(args));
  }

  /** Returns whether the flag was given. */
  public boolean flag(String name) {
    known.add(name);
    return left.remove(name);
  }

  /** Returns the number that follows the option, or the default. */
  public double number(String name, double byDefault) {
    String value = value(name, "a number");
    if (value == null) {
      return byDefault;
    }
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw bad(name, "a number", value);
    }
  }

  /** Returns the whole number, at least 1, that follows the option, or the default. */
  public int count(String name, int byDefault) {
    String value = value(name, "a whole number");
    if (value == null) {
      return byDefault;
    }
    try {
      int count = Integer.parseInt(value);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number that is too small.
    }
    throw bad(name, "a whole number from 1", value);
  }

  /** Returns the number of a port, 0 for any free one, that follows {@code --port}. */
  public int port(int byDefault) {
    String value = value("--port", "a whole number");
    try {
      int port = value == null ? byDefault : Integer.parseInt(value);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number that is out of range.
    }
    throw bad("--port", "a whole number from 0 to 65535", value);
  }

  /** Returns the number for random choices that follows {@code --seed}; by default 23. */
  public long seed() {
    String value = value("--seed", "a whole number");
    try {
      return value == null ? 23 : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw bad("--seed", "a whole number", value);
    }
  }

  /** Returns the word that follows the option, or the default. */
  public String text(String name, String what, String byDefault) {
    String value = value(name, what);
    return value == null ? byDefault : value;
  }

  /** Returns which of the valid names follows the option, or the default. */
  public String choice(String name, String kind, List<String> valid, String byDefault) {
    String value = text(name, "the name of a " + kind, byDefault);
    if (!valid.contains(value)) {
      throw new UsageException(Names.unknown(kind, value, valid));
    }
    return value;
  }

  /** Returns the data set that {@code --data} names. */
  public String dataset(String byDefault) {
    return choice("--data", "data set", Data.NAMES, byDefault);
  }

  /** Returns whether {@code --data} was given, and nothing else may take its place. */
  public boolean hasChosenDataset() {
    return given.contains("--data");
  }

  /** Returns the folder that {@code --output} names. */
  public String output() {
    return text("--output", "the name of a folder", "keras4j-output");
  }

  /** Refuses what nobody has asked for. */
  public void finish() {
    if (!left.isEmpty()) {
      throw new UsageException(Names.unknown("option of " + example, left.get(0), known));
    }
  }

  private @Nullable String value(String name, String what) {
    known.add(name);
    int at = left.indexOf(name);
    if (at < 0) {
      return null;
    }
    if (at + 1 == left.size()) {
      throw new UsageException(name + " needs " + what + " after it");
    }
    given.add(name);
    left.remove(at);
    return left.remove(at);
  }

  private static UsageException bad(String name, String what, @Nullable String received) {
    return new UsageException(name + " needs " + what + "; received '" + received + "'");
  }
}
