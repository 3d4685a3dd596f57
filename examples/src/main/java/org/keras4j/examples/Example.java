package org.keras4j.examples;

/**
 * A program that {@code ./keras4j example NAME} starts.
 *
 * @param name what a person types
 * @param summary one line for {@code --list}
 * @param program what runs, usually the {@code main} of a class
 */
record Example(String name, String summary, Program program) {

  /** Runs with the words after the name of the example. */
  @FunctionalInterface
  interface Program {
    void run(String[] args) throws Exception;
  }
}
