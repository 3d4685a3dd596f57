package org.keras4j.ndarray;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Python dictionary in the header of a {@code .npy} file: texts, truth values and tuples
 * of whole numbers, as strictly as Python does.
 */
final class NpyDictionary {

  private final String text;
  private final boolean python2;
  private int at;

  private NpyDictionary(String text, boolean python2) {
    this.text = text;
    this.python2 = python2;
  }

  /**
   * Returns the values: {@link String}, {@link Boolean} or {@code long[]}.
   *
   * @param python2 whether numbers may end in L, as Python 2 wrote them
   * @throws IllegalArgumentException saying what is wrong, as the end of a sentence
   */
  static Map<String, Object> parse(String text, boolean python2) {
    return new NpyDictionary(text, python2).dictionary();
  }

  private Map<String, Object> dictionary() {
    Map<String, Object> map = new LinkedHashMap<>();
    expect('{');
    while (!accept('}')) {
      String key = quoted();
      expect(':');
      if (map.put(key, value(key)) != null) {
        throw wrong("'" + key + "' occurs twice");
      }
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw wrong("something follows the dictionary");
    }
    return map;
  }

  private Object value(String key) {
    skipBlanks();
    if (text.startsWith("True", at)) {
      at += 4;
      return true;
    }
    if (text.startsWith("False", at)) {
      at += 5;
      return false;
    }
    if (accept('(')) {
      return tuple(key);
    }
    if (text.startsWith("[", at)) {
      throw wrong("'" + key + "' is a list, as for records; only plain numbers are read");
    }
    return quoted();
  }

  private long[] tuple(String key) {
    List<Long> numbers = new ArrayList<>();
    while (!accept(')')) {
      numbers.add(number(key));
      if (!accept(',')) {
        expect(')');
        if (numbers.size() == 1) {
          throw wrong(
              "'" + key + "' is a number in parentheses and no tuple: the comma is missing");
        }
        break;
      }
    }
    return numbers.stream().mapToLong(n -> n).toArray();
  }

  private long number(String key) {
    skipBlanks();
    int from = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    String digits = text.substring(from, at);
    if (!digits.matches("-?(0+|[1-9]\\d{0,18})")) {
      throw wrong("no shape: '" + key + "' has something else than whole numbers");
    }
    if (python2 && at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw wrong("no shape: '" + key + "' has a number of more than 64 bits");
    }
  }

  private String quoted() {
    skipBlanks();
    if (text.startsWith("u", at)) {
      at++;
    }
    char quote = at < text.length() ? text.charAt(at) : ' ';
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    String inside = end < 0 ? "" : text.substring(at + 1, end);
    if (end < 0 || inside.indexOf('\\') >= 0 || inside.indexOf('\n') >= 0) {
      throw wrong("a plain text in quotes is missing");
    }
    at = end + 1;
    return inside;
  }

  private boolean accept(char c) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw wrong("'" + c + "' is missing");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + ", at character " + at);
  }
}
