package org.keras4j.examples.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A class of each kind in a project of a user's own, {@code src/test/outside}: it is compiled
 * against our jars, written into configs and read from them, and used, and a search by an oracle
 * and a tuner. On the module path it sees public API only.
 */
class OutsideTest {

  private static final String ALL =
      """
      OwnInitializer
      OwnRegularizer
      OwnConstraint
      OwnLayer
      OwnLoss
      OwnMetric
      OwnSchedule
      OwnOptimizer
      own_activation
      OwnTuner
      fit
      """;

  @TempDir static Path module;
  @TempDir static Path classes;

  @BeforeAll
  static void compile() throws Exception {
    Start.compile("outside", /* module= */ true, module);
    Start.compile("outside", /* module= */ false, classes);
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    String name = "org.keras4j.core.Catalogue";
    Files.copy(Path.of("src/test/outside/META-INF/services", name), services.resolve(name));
  }

  @TempDir Path search;

  private void assertPrintsAll(Start start, boolean catalogue) throws Exception {
    start.named("outside").with("-Dcatalogue=" + catalogue, "-Dfolder=" + search);
    String printed = start.run();
    // TensorFlow's notes stand anywhere between.
    List<String> expected = ALL.lines().toList();
    assertEquals(expected, printed.lines().filter(expected::contains).toList(), printed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onTheModulePath(boolean catalogue) throws Exception {
    assertPrintsAll(Start.of(module).onTheModulePath(), catalogue);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onTheClassPath(boolean catalogue) throws Exception {
    assertPrintsAll(Start.of(classes), catalogue);
  }

  @Test
  void aCatalogueThatUsesNamesTooEarlyIsLeftOutWithTheRemedy() throws Exception {
    String printed = Start.of(classes).named("outside").with("-Dcatalogue=early").run("ones");
    assertTrue(printed.contains("entries() of outside.OwnCatalogue failed"), printed);
    assertTrue(printed.contains("make objects only in the functions"), printed);
    assertTrue(printed.lines().anyMatch("Ones"::equals), printed);
  }
}
