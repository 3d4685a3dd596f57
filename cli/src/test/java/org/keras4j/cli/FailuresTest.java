package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What fails for a reason that users can mend is told in a line, with exit code 1. */
class FailuresTest extends CommandTest {

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    String none = path("none.npy");
    String text = path("text.npy");
    Files.writeString(Path.of(text), "1, 2, 3");
    for (String wrong : new String[] {none, text, folder.toString()}) {
      assertFails(wrong, "predict", model, "--x", wrong, "--out", path("out.npy"));
      assertFails(wrong, "evaluate", model, "--x", x, "--y", wrong);
      assertFails(wrong, "fit", model, "--x", wrong, "--y", y, "--out", path("t.keras"));
    }
    assertFails("no such file", "predict", model, "--x", none, "--out", path("out.npy"));
    for (String command : new String[] {"summary", "inspect"}) {
      assertFails("none.keras", command, path("none.keras"));
      assertFails("x.keras", command, path("m.keras/x.keras"));
      assertFails(folder.toString(), command, folder.toString());
    }
  }

  @Test
  void aDamagedConfigIsNamed() throws IOException {
    Archives.edit(Path.of(model), "config.json", json -> json.substring(0, 40));
    for (String command : new String[] {"summary", "inspect"}) {
      assertFails(model, command, model);
    }
  }

  @Test
  void whatTheMachineLacksIsToldInALine() {
    assertFails("-Xmx", new OutOfMemoryError("Java heap space"));
    assertFails("doctor", new UnsatisfiedLinkError("no tensorflow in java.library.path"));
  }

  @Test
  void withoutTheNativeLibraryItPointsToTheDoctor() throws Exception {
    File out = folder.resolve("out.txt").toFile();
    OwnProcess command = new OwnProcess(folder).without("tensorflow-core-native");
    assertEquals(1, command.run(out, "summary", model), command.told());
    assertEquals(0, out.length());
    assertTrue(command.told().startsWith("keras4j: "), command.told());
    assertTrue(command.told().contains("doctor"), command.told());
    assertFalse(command.told().contains("\tat "), command.told());
  }

  private static void assertFails(String says, Error error) {
    CommandLine line = Main.commandLine().addSubcommand("broken", new Broken(error));
    Run run = Run.of(line, "broken", "m.keras");
    assertEquals(1, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("keras4j: "), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertTrue(run.err().contains(says), run.err());
    assertTrue(run.err().contains(error.getMessage()), run.err());
  }

  @Command(name = "broken")
  private static final class Broken extends ModelCommand {
    private final Error error;

    Broken(Error error) {
      this.error = error;
    }

    @Override
    Map<String, ? extends @Nullable Object> result() {
      throw error;
    }
  }
}
