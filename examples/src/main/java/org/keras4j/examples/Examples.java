package org.keras4j.examples;

import java.util.List;

/** All examples. A new one needs one line here. */
final class Examples {

  static final List<Example> ALL = List.of();

  private Examples() {}
}
