package org.keras4j.internal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code str.format} with named fields of numbers: {@code "{epoch:02d}-{loss:.2f}"}. */
public final class PythonFormat {

  private static final Pattern PIECE =
      Pattern.compile("\\{\\{|}}|\\{(?<name>[^{}:]*)(?::(?<spec>[^{}]*))?}|[{}]");
  private static final Pattern SPEC =
      Pattern.compile("(?<zero>0?)(?<width>\\d*)(?:\\.(?<precision>\\d+))?(?<type>[dfe]?)");

  private PythonFormat() {}

  /**
   * Fills in a template.
   *
   * @param values whole numbers as {@code Integer}, others as {@code Double}
   * @throws IllegalArgumentException for a name without a value, or a form that is not known here
   */
  public static String format(String template, Map<String, ? extends Number> values) {
    Matcher m = PIECE.matcher(template);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String text =
          switch (m.group()) {
            case "{{" -> "{";
            case "}}" -> "}";
            case "{", "}" -> throw bad(template, "a brace stands alone");
            default -> field(template, m.group("name"), m.group("spec"), values);
          };
      m.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    return m.appendTail(out).toString();
  }

  private static String field(
      String template, String name, String spec, Map<String, ? extends Number> values) {
    Number value = values.get(name);
    if (value == null) {
      throw bad(
          template,
          "there is no '" + name + "'; there are " + Names.nearestFirst(name, values.keySet()));
    }
    Matcher m = SPEC.matcher(spec == null ? "" : spec);
    if (!m.matches()) {
      throw bad(template, "'" + spec + "' is none of the forms such as 02d, .2f, .3e");
    }
    String digits = m.group("precision");
    String text = number(template, value, m.group("type"), digits);
    int width = m.group("width").isEmpty() ? 0 : Integer.parseInt(m.group("width"));
    String fill =
        (m.group("zero").isEmpty() ? " " : "0").repeat(Math.max(0, width - text.length()));
    boolean behindSign = fill.startsWith("0") && text.startsWith("-");
    return behindSign ? "-" + fill + text.substring(1) : fill + text;
  }

  private static String number(String template, Number value, String type, String digits) {
    int precision = digits == null ? 6 : Integer.parseInt(digits);
    return switch (type) {
      case "f" -> PythonNumbers.fixed(value.doubleValue(), precision);
      case "e" -> PythonNumbers.exponent(value.doubleValue(), precision);
      case "d" -> {
        if (!(value instanceof Integer)) {
          throw bad(template, "form d needs a whole number; use .2f or the like for " + value);
        }
        yield value.toString();
      }
      default -> {
        if (digits != null) {
          throw bad(template, "a precision needs a form: ." + digits + "f");
        }
        yield value instanceof Integer ? value.toString() : PythonNumbers.repr(value.doubleValue());
      }
    };
  }

  private static IllegalArgumentException bad(String template, String problem) {
    return new IllegalArgumentException("'" + template + "' cannot be filled in: " + problem);
  }
}
