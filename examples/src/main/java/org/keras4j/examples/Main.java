package org.keras4j.examples;

/** Where {@code ./keras4j} starts. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the command and its arguments; {@code --help} lists the commands
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(Examples.ALL, System.out, System.err).run(args));
  }
}
