package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Arrows between the packages of this module point down, but for one that Keras has, too: a
 * callback knows the model that it is called for.
 *
 * <p>An {@code internal} package with the name of another one is its side door: what the floors
 * above reach of it and users do not. The two count as one here, as each needs the other.
 */
class PackageGraphTest {

  /** From the ground up. */
  private static final List<String> FLOORS =
      List.of(
          ".internal",
          ".internal.zip",
          ".ndarray",
          ".internal.hdf5",
          ".internal.saving",
          ".internal.random",
          ".core",
          ".internal.graph",
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
          ".internal.engine",
          ".internal.serving",
          ".internal.savedmodel",
          ".callbacks",
          ".internal.training",
          "",
          ".internal.models");

  private static final Set<String> UPWARD = Set.of("org.keras4j.callbacks -> org.keras4j");

  private static final Set<String> LARGEST_CYCLE =
      Set.of("org.keras4j", "org.keras4j.callbacks", "org.keras4j.internal.training");

  private static final String ROOT = "org.keras4j";

  private static final Map<String, Set<String>> ARROWS = arrows();

  private static Map<String, Set<String>> arrows() {
    // What lies outside of the module does not matter, and takes its time to be read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass c : new ClassFileImporter().importPath(classes())) {
      String from = part(c.getPackageName());
      for (Dependency d : c.getDirectDependenciesFromSelf()) {
        String to = part(d.getTargetClass().getBaseComponentType().getPackageName());
        if (to.startsWith(ROOT) && !to.equals(from)) {
          found.computeIfAbsent(from, k -> new TreeSet<>()).add(to);
        }
      }
    }
    return found;
  }

  /** Returns the package, or for a side door the one to which it leads. */
  private static String part(String name) {
    String front = name.replace(".internal.", ".");
    return FLOORS.stream().anyMatch(f -> front.equals(ROOT + f)) && !isPart(name) ? front : name;
  }

  private static boolean isPart(String name) {
    return FLOORS.stream().anyMatch(f -> name.equals(ROOT + f));
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
  void arrowsPointDown() {
    Set<String> upward = new TreeSet<>();
    ARROWS.forEach(
        (from, all) ->
            all.stream()
                .filter(to -> floor(to) > floor(from))
                .forEach(to -> upward.add(from + " -> " + to)));
    assertEquals(UPWARD, upward);
  }

  @Test
  void theLargestCycleDoesNotGrow() {
    Set<String> largest = Set.of();
    for (String name : ARROWS.keySet()) {
      Set<String> cycle = reachable(name);
      cycle.removeIf(other -> !reachable(other).contains(name));
      if (cycle.size() > largest.size()) {
        largest = cycle;
      }
    }
    assertEquals(LARGEST_CYCLE, largest);
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
