package org.keras4j.tuner;

/**
 * An open name scope or conditional scope of {@link HyperParameters}; closing it ends the scope.
 * Meant for a try-with-resources statement.
 */
public interface Scope extends AutoCloseable {
  @Override
  void close();
}
