package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonTextTest {
  @Test
  void numbersPrintAsInPython() {
    List<String> wrong = new ArrayList<>();
    for (String line : Resources.text("floats.txt").lines().toList()) {
      String[] columns = line.split(" ", -1);
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(columns[0], 16));
      if (!PythonText.repr(value).equals(columns[1])
          || !PythonText.general5(value).equals(columns[2])) {
        wrong.add(line + " but " + PythonText.repr(value) + " " + PythonText.general5(value));
      }
    }
    assertEquals(List.of(), wrong);
    assertFalse(Resources.text("floats.txt").isEmpty());
  }

  @Test
  void stringsAreQuotedInsideContainersOnly() {
    assertEquals("it's", PythonText.str("it's"));
    assertEquals("\"it's\"", PythonText.repr("it's"));
    assertEquals("'a \"b\"'", PythonText.repr("a \"b\""));
    assertEquals("'it\\'s \"b\"'", PythonText.repr("it's \"b\""));
    assertEquals("'a\\nb'", PythonText.repr("a\nb"));
  }

  @Test
  void containersPrintAsInPython() {
    assertEquals(
        "[1, 2.0, 'a', True, None]", PythonText.str(Arrays.asList(1, 2.0, "a", true, null)));
    assertEquals("{'default': None}", PythonText.str(Json.object("default", null)));
    assertEquals("{'a': [1, 2]}", PythonText.str(Map.of("a", List.of(1, 2))));
  }
}
