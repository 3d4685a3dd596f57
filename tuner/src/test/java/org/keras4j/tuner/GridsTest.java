package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Follows searches of KerasTuner by grid and by Hyperband; see parity/tuner_grids.py. */
class GridsTest {
  @TempDir(factory = InMemory.class)
  Path temp;

  /** Each step writes files and waits for the disk, where Linux has no memory to offer. */
  private static final class InMemory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "grids")
          : Files.createTempDirectory("grids");
    }
  }

  private static List<JsonObject> searches(String kind) {
    return Resources.json("tuner_grids/" + kind + ".json").objects("cases");
  }

  private Stream<DynamicTest> follow(String kind, boolean likeKerasTuner) {
    return searches(kind).stream()
        .filter(search -> likeKerasTuner || !FollowedSearch.hasDefects(search))
        .filter(search -> likeKerasTuner || search.integer("workers") == 1)
        .map(
            search ->
                DynamicTest.dynamicTest(
                    search.string("case"),
                    () ->
                        new FollowedSearch(search, likeKerasTuner)
                            .follow(temp.resolve(search.string("case")))));
  }

  @TestFactory
  Stream<DynamicTest> gridsAreSearchedInTheSameOrder() {
    return follow("Grid", false);
  }

  /** Where KerasTuner lets all but one wait. */
  @TestFactory
  Stream<DynamicTest> severalWorkersSearchAGridInTheSameOrder() {
    return searches("Grid").stream()
        .filter(search -> search.integer("workers") > 1)
        .map(
            search ->
                DynamicTest.dynamicTest(
                    search.string("case"),
                    () ->
                        new FollowedSearch(search, false)
                            .followBusy(temp.resolve("busy " + search.string("case")))));
  }

  @TestFactory
  Stream<DynamicTest> hyperbandIsFollowedEverywhere() {
    return follow("Hyperband", true);
  }

  @TestFactory
  Stream<DynamicTest> hyperbandIsTheSameByDefaultWhereItHasNoDefect() {
    return follow("Hyperband", false);
  }

  @Test
  void manySearchesHaveNoDefect() {
    long count = searches("Hyperband").stream().filter(s -> !FollowedSearch.hasDefects(s)).count();
    assertFalse(count < 20, "only " + count);
  }

  /** With files that parity/tuner_grids.py wide wrote: {@code -Dgrids=FOLDER}. */
  @Test
  void moreSearches() throws IOException {
    String folder = System.getProperty("grids");
    if (folder == null) {
      return;
    }
    StringBuilder report = new StringBuilder();
    int wrong = 0;
    for (String run : List.of("Grid", "Hyperband", "Hyperband like")) {
      int right = 0;
      int steps = 0;
      Path file = Path.of(folder, run.replace(" like", "") + ".json");
      for (JsonObject search : Json.read(Files.readString(file), run).objects("cases")) {
        boolean like = run.endsWith("like");
        if (!like && (FollowedSearch.hasDefects(search) || search.integer("workers") > 1)) {
          continue;
        }
        try {
          new FollowedSearch(search, like).follow(temp.resolve(run + search.string("case")));
          right++;
          steps += search.list("steps").size();
        } catch (AssertionError | RuntimeException e) {
          wrong++;
          report.append(run + ", " + search.string("case") + ": " + e + "\n");
        }
      }
      report.append(run + ": " + right + " searches, " + steps + " steps the same\n");
    }
    System.out.println(report);
    assertEquals(0, wrong);
  }
}
