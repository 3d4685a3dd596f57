package org.keras4j.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command with its subcommands. */
@Command(
    name = "keras4j",
    description =
        "Looks into files of Keras models, predicts, evaluates, trains and converts them.",
    subcommands = {
      SummaryCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      FitCommand.class,
      ExportCommand.class,
      ConvertCommand.class,
      InspectCommand.class,
      DoctorCommand.class,
    },
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    footer = {
      "",
      "The examples, from the project's folder:",
      "  quickstart [OPTIONS]     tune a small convolutional network on MNIST, in a minute or two",
      "  example NAME [OPTIONS]   run an example",
      "  --list                   list the examples",
      "",
      "Results are written to standard output as JSON, messages to standard error.",
      "Ends with 0, with 1 if something failed, with 2 if it was called in a wrong way."
    })
public final class Main implements Callable<Integer> {

  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /** Says, without a subcommand, which there are. */
  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the subcommand and its options; {@code --help} lists them
   */
  public static void main(String[] args) {
    CommandLine line = commandLine();
    line.setOut(Encodings.writer(System.out, "stdout.encoding"));
    line.setErr(Encodings.writer(System.err, "stderr.encoding"));
    System.exit(line.execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          tell(failed.getErr(), e);
          return FAILED;
        });
    return line;
  }

  private static void tell(PrintWriter err, Exception e) {
    String message = Errors.message(e);
    if (message == null) {
      e.printStackTrace(err);
    } else {
      err.println("keras4j: " + message);
    }
    err.flush();
  }
}
