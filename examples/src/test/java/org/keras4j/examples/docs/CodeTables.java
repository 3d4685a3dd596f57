package org.keras4j.examples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds pieces of code in the tables of Markdown pages that have a column {@code Java}. */
final class CodeTables {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private CodeTables() {}

  /**
   * A row that shows code.
   *
   * @param line its number, from 1
   * @param python the pieces of code in the column {@code Python}, if there is one
   * @param java the pieces of code in the column {@code Java}
   */
  record Row(int line, List<String> python, List<String> java) {}

  static List<Row> in(String page) {
    List<Row> rows = new ArrayList<>();
    List<String> header = List.of();
    int number = 0;
    for (String line : page.lines().toList()) {
      number++;
      List<String> cells = cells(line);
      if (cells.isEmpty() || header.isEmpty()) {
        header = cells;
      } else if (header.contains("Java") && !line.matches("[|: -]+")) {
        rows.add(new Row(number, code(header, "Python", cells), code(header, "Java", cells)));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    if (!line.startsWith("|")) {
      return List.of();
    }
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private static List<String> code(List<String> header, String column, List<String> cells) {
    int at = header.indexOf(column);
    return at < 0 || at >= cells.size()
        ? List.of()
        : CODE.matcher(cells.get(at)).results().map(m -> m.group(1)).toList();
  }

  /** The same code in one line or in several is the same. */
  static String squeeze(String code) {
    return code.replaceAll("\\s", "");
  }
}
