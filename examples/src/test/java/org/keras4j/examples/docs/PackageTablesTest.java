package org.keras4j.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables that say where classes are: each one is there. */
class PackageTablesTest {
  private static final String ROOT = "org.keras4j";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern CLASS = Pattern.compile("(?:keras\\.(?:\\w+\\.)*)?([A-Z]\\w+)");

  private final SourceTree tree = SourceTree.ofThisRepository();

  @Test
  void theClassesAreThere() throws IOException {
    int checked = 0;
    List<String> wrong = new ArrayList<>();
    for (Path page : tree.markdown()) {
      boolean inTable = false;
      for (String line : Files.readAllLines(page)) {
        String[] cells = line.strip().split("\\|", -1);
        boolean head = line.contains("`" + ROOT + "…`");
        inTable = head || (inTable && cells.length == 4);
        if (inTable && !head) {
          for (String name : classes(cells[1])) {
            checked++;
            if (!exists(name, cells[2])) {
              wrong.add(page + ": " + name + " is not in " + cells[2].strip());
            }
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(checked >= 40, "names found: " + checked);
  }

  private static List<String> classes(String cell) {
    List<String> names = new ArrayList<>();
    for (Matcher code = CODE.matcher(cell); code.find(); ) {
      Matcher name = CLASS.matcher(code.group(1));
      if (name.matches()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  /** A cell without code stands for the package itself, or for one of several. */
  private static boolean exists(String name, String cell) {
    Matcher code = CODE.matcher(cell);
    if (code.find()) {
      return isThere(ROOT + "." + code.group(1) + "." + name);
    }
    return isThere(ROOT + "." + name) || isThere(ROOT + ".callbacks." + name);
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, PackageTablesTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
