package org.keras4j.examples;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.examples.support.FailedException;
import org.keras4j.examples.support.UsageException;
import org.keras4j.internal.Names;

/**
 * Turns the words after {@code ./keras4j} into a run of an example, and its end into an exit code.
 */
final class CommandLine {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private static final String QUICKSTART = "mnist-tuning";

  private static final String HELP =
      """
      Usage: ./keras4j COMMAND

        quickstart [OPTIONS]     tune a small convolutional network on MNIST, in a minute or two
        example NAME [OPTIONS]   run an example
        --list                   list the examples
        --help                   show this text
      """;

  private final Map<String, Example> examples = new TreeMap<>();
  private final PrintStream out;
  private final PrintStream err;

  CommandLine(List<Example> examples, PrintStream out, PrintStream err) {
    examples.forEach(e -> this.examples.put(e.name(), e));
    this.out = out;
    this.err = err;
  }

  int run(String... args) {
    if (args.length == 0) {
      err.print(HELP);
      return USAGE;
    }
    try {
      dispatch(args[0], Arrays.copyOfRange(args, 1, args.length));
      return OK;
    } catch (UsageException e) {
      err.println("keras4j: " + e.getMessage());
      return USAGE;
    } catch (FailedException e) {
      err.println("keras4j: " + e.getMessage());
      return FAILED;
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      // The library's errors say what is wrong and what to do.
      err.println("keras4j: " + e.getMessage());
      if (e instanceof UncheckedIOException && e.getCause() != null) {
        err.println("keras4j: " + e.getCause());
      }
      return FAILED;
    } catch (Exception e) {
      e.printStackTrace(err);
      return FAILED;
    }
  }

  private void dispatch(String command, String[] args) throws Exception {
    switch (command) {
      case "--help", "-h" -> out.print(HELP);
      case "--list" -> examples.values().forEach(this::list);
      case "quickstart" -> example(QUICKSTART).program().run(args);
      case "example" -> {
        if (args.length == 0) {
          throw new UsageException("Which example? ./keras4j --list lists them");
        }
        example(args[0]).program().run(Arrays.copyOfRange(args, 1, args.length));
      }
      default ->
          throw unknown("command", command, List.of("quickstart", "example", "--list", "--help"));
    }
  }

  private void list(Example example) {
    out.printf("%-26s %s%n", example.name(), example.summary());
  }

  private Example example(String name) {
    Example found = examples.get(name);
    if (found == null) {
      throw unknown("example", name, List.copyOf(examples.keySet()));
    }
    return found;
  }

  private static UsageException unknown(String kind, String given, List<String> valid) {
    return new UsageException(Names.unknown(kind, given, valid));
  }
}
