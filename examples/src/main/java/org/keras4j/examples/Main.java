package org.keras4j.examples;

import java.util.concurrent.atomic.AtomicBoolean;

/** Where {@code ./keras4j} starts. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the command and its arguments; {@code --help} lists the commands
   */
  public static void main(String[] args) {
    // Pictures need no screen, and where there is none Java would look for it.
    System.setProperty("java.awt.headless", "true");
    var ended = new AtomicBoolean();
    // A service ends in no other way, and says nothing.
    ended.set(args.length > 1 && args[1].equals("serve"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(ended.get())));
    int code = new CommandLine(Examples.ALL, System.out, System.err).run(args);
    ended.set(true);
    System.exit(code);
  }

  /** Ctrl-C ends the JVM at once; the shell sees its own code for that, 130. */
  private static void farewell(boolean ended) {
    if (!ended) {
      System.err.println();
      System.err.println("keras4j: interrupted; the rows, pictures and trials that are done stay");
    }
  }
}
