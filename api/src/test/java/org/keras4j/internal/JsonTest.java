package org.keras4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as Python has it; the texts are those of {@code json.dumps} of Python 3.11. */
class JsonTest {

  @Test
  void isWrittenAsByPython() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("whole", 3);
    map.put("long", 1L << 40);
    map.put("numbers", List.of(3.0, 0.1, 1e-7, 1e16, 123456789.125, -0.0, 0.0010000000474974513));
    map.put("none", null);
    map.put("flags", List.of(true, false));
    map.put("empty", List.of(Map.of(), List.of(), ""));
    map.put("odd", Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0));
    map.put("text \"\\", "größe\n\t\u0001\u007f😀/");
    assertEquals(
        "{\"whole\": 3, \"long\": 1099511627776, \"numbers\": [3.0, 0.1, 1e-07, 1e+16,"
            + " 123456789.125, -0.0, 0.0010000000474974513], \"none\": null, \"flags\": [true,"
            + " false], \"empty\": [{}, [], \"\"], \"odd\": [NaN, Infinity, -Infinity],"
            + " \"text \\\"\\\\\": \"gr\\u00f6\\u00dfe\\n\\t\\u0001\\u007f\\ud83d\\ude00/\"}",
        Json.write(map));
    assertEquals(map, Json.read(Json.write(map)));
  }

  @Test
  void whatIsNoJsonIsNotWritten() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Json.write(List.of(new StringBuilder())));
    assertTrue(e.getMessage().contains("JSON has no"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\": 1} 2",
        "{'a': 1}",
        "{\"a\": 1, \"a\": 1}",
        "{\"a\": {\"b\": 1, \"b\": 2}}",
        "nul",
        "[01]",
        "// no\n1",
        "\"\u0000\"",
      })
  void whatIsNoJsonIsRefused(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> Json.read(text));
    assertTrue(e.getMessage().startsWith("Not JSON"), e.getMessage());
  }

  @Test
  void depthAndLengthsAreBounded() {
    int deep = 1001;
    refused("[".repeat(deep) + "]".repeat(deep), "depth");
    refused("[".repeat(1_000_000), "depth");
    refused("1".repeat(1000), "length");
    refused("{\"" + "a".repeat(20_000) + "\": 1}", "length");
    int allowed = 1000;
    Object value = Json.read("[".repeat(allowed) + "]".repeat(allowed));
    assertEquals(2 * allowed, Json.write(value).length());
  }

  private static void refused(String text, String part) {
    var e = assertThrows(IllegalArgumentException.class, () -> Json.read(text));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().length() < 400, "the text itself is not in the message");
  }

  /** Python's whole numbers have any length. */
  @Test
  void largeWholeNumbersAreRead() {
    assertEquals(1e20, Json.read("100000000000000000000"));
    assertEquals(Long.MAX_VALUE, Json.read("9223372036854775807"));
  }
}
