package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Arrows between the packages of this module point down. They do not all do so yet; the numbers
 * here may fall and must not rise: whoever lowers one writes the new one down.
 */
class PackageGraphTest {

  /** From the ground up. */
  private static final List<String> FLOORS =
      List.of(
          ".ndarray",
          ".internal",
          ".internal.random",
          ".internal.engine",
          ".ops",
          ".random",
          ".initializers",
          ".regularizers",
          ".constraints",
          ".activations",
          ".utils",
          ".optimizers.schedules",
          ".losses",
          ".metrics",
          ".optimizers",
          ".layers",
          ".internal.catalogue",
          ".callbacks",
          ".internal.training",
          "");

  /** Pairs of packages between which an arrow points up. */
  private static final int UPWARD = 31;

  /** Packages in the largest cycle. */
  private static final int LARGEST_CYCLE = 14;

  private static final String ROOT = "org.keras4j";

  private static final Map<String, Set<String>> ARROWS = arrows();

  private static Map<String, Set<String>> arrows() {
    // What lies outside of the module does not matter, and takes its time to be read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass c : new ClassFileImporter().importPath(classes())) {
      String from = c.getPackageName();
      for (Dependency d : c.getDirectDependenciesFromSelf()) {
        String to = d.getTargetClass().getBaseComponentType().getPackageName();
        if (to.startsWith(ROOT) && !to.equals(from)) {
          found.computeIfAbsent(from, k -> new TreeSet<>()).add(to);
        }
      }
    }
    return found;
  }

  private static Path classes() {
    try {
      return Path.of(Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static int floor(String name) {
    int floor = FLOORS.indexOf(name.substring(ROOT.length()));
    if (floor < 0) {
      throw new AssertionError(name + " has no floor yet: give it one");
    }
    return floor;
  }

  @Test
  void fewArrowsPointUp() {
    List<String> upward = new ArrayList<>();
    ARROWS.forEach(
        (from, all) ->
            all.stream()
                .filter(to -> floor(to) > floor(from))
                .forEach(to -> upward.add(from + " -> " + to)));
    assertEquals(UPWARD, upward.size(), () -> String.join("\n", upward));
  }

  @Test
  void theLargestCycleDoesNotGrow() {
    Collection<String> largest = List.of();
    for (String name : ARROWS.keySet()) {
      Set<String> cycle = reachable(name);
      cycle.removeIf(other -> !reachable(other).contains(name));
      if (cycle.size() > largest.size()) {
        largest = cycle;
      }
    }
    assertEquals(LARGEST_CYCLE, largest.size(), largest.toString());
  }

  private Set<String> reachable(String from) {
    Set<String> found = new TreeSet<>();
    List<String> waiting = new ArrayList<>(ARROWS.getOrDefault(from, Set.of()));
    Set<String> seen = new HashSet<>();
    while (!waiting.isEmpty()) {
      String next = waiting.remove(waiting.size() - 1);
      if (seen.add(next)) {
        found.add(next);
        waiting.addAll(ARROWS.getOrDefault(next, Set.of()));
      }
    }
    return found;
  }
}
