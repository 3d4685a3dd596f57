package org.keras4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.examples.support.UsageException;

/** Commands, their exit codes, and what is said when one is mistyped. */
class CommandLineTest {

  private final List<String> ran = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    List<Example> examples =
        List.of(
            new Example("mnist-tuning", "the chapter", a -> ran.add("tuning " + List.of(a))),
            new Example("broken", "fails", a -> fail()),
            new Example("picky", "refuses", a -> refuse()));
    return new CommandLine(
            examples, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(args);
  }

  @Test
  void helpGoesToStandardOutput() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString(UTF_8).contains("quickstart"));
  }

  @Test
  void noCommandShowsTheHelpAsAnError() {
    assertEquals(2, run());
    assertTrue(err.toString(UTF_8).contains("quickstart"));
  }

  @Test
  void theListNamesEveryExample() {
    assertEquals(0, run("--list"));
    assertEquals(3, out.toString(UTF_8).lines().count());
  }

  @Test
  void quickstartRunsTheTuningWithItsArguments() {
    assertEquals(0, run("quickstart", "--full"));
    assertEquals(List.of("tuning [--full]"), ran);
  }

  @Test
  void anExampleRunsWithItsArguments() {
    assertEquals(0, run("example", "mnist-tuning", "a", "b"));
    assertEquals(List.of("tuning [a, b]"), ran);
  }

  @Test
  void anExampleNeedsAName() {
    assertEquals(2, run("example"));
    assertTrue(err.toString(UTF_8).contains("--list"));
  }

  @Test
  void aMistypedCommandIsMetWithTheNearestOne() {
    assertEquals(2, run("quikstart"));
    assertTrue(err.toString(UTF_8).contains("'quickstart'"), err.toString(UTF_8));
  }

  @Test
  void aMistypedExampleIsMetWithTheNearestOne() {
    assertEquals(2, run("example", "mnist-tunning"));
    assertTrue(err.toString(UTF_8).contains("'mnist-tuning'"), err.toString(UTF_8));
  }

  @Test
  void anExampleThatThrowsFailsWithItsStackTrace() {
    assertEquals(1, run("example", "broken"));
    assertTrue(err.toString(UTF_8).contains("java.io.IOException: disk on fire"));
  }

  @Test
  void anExampleCanRefuseItsArguments() {
    assertEquals(2, run("example", "picky"));
    assertEquals("keras4j: unknown option", err.toString(UTF_8).strip());
  }

  private static void fail() throws IOException {
    throw new IOException("disk on fire");
  }

  private static void refuse() {
    throw new UsageException("unknown option");
  }
}
