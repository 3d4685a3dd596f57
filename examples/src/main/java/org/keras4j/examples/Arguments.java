package org.keras4j.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.internal.Names;

/** The words after an example's name. */
final class Arguments {

  private final String example;
  private final List<String> left;
  private final List<String> known = new ArrayList<>();

  Arguments(String example, String[] args) {
    this.example = example;
    this.left = new ArrayList<>(Arrays.asList(args));
  }

  /** Returns whether the flag was given. */
  boolean flag(String name) {
    known.add(name);
    return left.remove(name);
  }

  /** Returns the number that follows the option, or the default. */
  double number(String name, double byDefault) {
    known.add(name);
    int at = left.indexOf(name);
    if (at < 0) {
      return byDefault;
    }
    if (at + 1 == left.size()) {
      throw new UsageException(new IllegalArgumentException(name + " needs a number after it"));
    }
    left.remove(at);
    String value = left.remove(at);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new UsageException(
          new IllegalArgumentException(name + " needs a number; received '" + value + "'", e));
    }
  }

  /** Refuses what nobody has asked for. */
  void finish() {
    if (!left.isEmpty()) {
      throw new UsageException(Names.unknown("option of " + example, left.get(0), known));
    }
  }
}
