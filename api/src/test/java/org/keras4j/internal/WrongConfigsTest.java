package org.keras4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.Minimal;
import org.keras4j.TestAccess;
import org.keras4j.core.Entry;
import org.keras4j.core.KerasObject;
import org.keras4j.layers.Layers;
import org.keras4j.losses.Losses;

/** Every argument in the config of everything that is registered, replaced by other values. */
class WrongConfigsTest {

  private static final List<Object> VALUES = new ArrayList<>();

  static {
    VALUES.addAll(List.of("text", true, 2.7, Double.NaN, 1e300, -7, List.of(), List.of("a")));
    VALUES.addAll(List.of(List.of(2.7, 2.7), Map.of("a", 1), List.of(Map.of()), 1L << 40));
    VALUES.addAll(List.of(Map.of("class_name", 1), Map.of("class_name", "x", "config", 1)));
    VALUES.addAll(List.of(List.of(true), List.of(List.of("a")), List.of(Double.NaN)));
    List<Object> none = new ArrayList<>();
    none.add(null);
    VALUES.add(none);
    VALUES.add(null);
  }

  @TestFactory
  Stream<DynamicTest> anyValueIsReadAsItIsOrRefused() {
    List<Entry<?>> all = TestAccess.entries().stream().filter(e -> e.type() != null).toList();
    assertTrue(all.size() > 120, all.size() + " classes");
    return all.stream().map(e -> DynamicTest.dynamicTest(e.toString(), () -> check(e)));
  }

  private static void check(Entry<?> entry) {
    Map<String, Object> config = Minimal.make(entry).getConfig();
    config.remove("renorm_momentum"); // without renorm it has no effect
    for (String key : config.keySet()) {
      for (Object value : VALUES) {
        Map<String, Object> changed = new HashMap<>(config);
        changed.put(key, value);
        String what = key + " = " + value;
        KerasObject filled;
        try {
          filled = (KerasObject) TestAccess.make(entry, changed);
        } catch (IllegalArgumentException e) {
          assertTrue(e.getMessage() != null && !e.getMessage().isEmpty(), what);
          continue;
        } catch (RuntimeException e) {
          throw new AssertionError(what, e);
        }
        if (value instanceof Double || (value instanceof List<?> l && l.contains(2.7))) {
          String kept = String.valueOf(filled.getConfig().get(key));
          assertTrue(
              kept.contains(String.valueOf(value)) || kept.contains("2.7"),
              what + " is read as " + kept);
        }
      }
    }
  }

  private static String refused(String layer, Map<String, ?> config) {
    return assertThrows(IllegalArgumentException.class, () -> Layers.fromConfig(layer, config))
        .getMessage();
  }

  @Test
  void theErrorNamesClassKeyExpectedAndReceived() {
    assertEquals(
        "Config of Conv2D: 'kernel_size' must be a whole number; received 2.7",
        refused("Conv2D", Map.of("filters", 2, "kernel_size", 2.7)));
    assertEquals(
        "Config of Conv2D: 'kernel_size' must be a whole number; received 2.5",
        refused("Conv2D", Map.of("filters", 2, "kernel_size", List.of(2.5, 2))));
    assertEquals(
        "Config of ZeroPadding2D: 'padding' must be a whole number; received NaN",
        refused("ZeroPadding2D", Map.of("padding", Double.NaN)));
    assertEquals(
        "Config of Dense: 'units' must be a whole number; received 'text'",
        refused("Dense", Map.of("units", "text")));
    assertEquals(
        "Config of Dense: 'use_bias' must be true or false; received 1",
        refused("Dense", Map.of("units", 1, "use_bias", 1)));
    assertEquals(
        "Config of Dense: 'units' must be a whole number below 2^31; received 4294967297",
        refused("Dense", Map.of("units", (1L << 32) + 1)));
    assertEquals(
        "Config of Conv1DTranspose: 'output_padding' must be a list; received 'text'",
        refused(
            "Conv1DTranspose", Map.of("filters", 2, "kernel_size", 2, "output_padding", "text")));
  }

  /** In Keras None is no reduction. */
  @Test
  void noReduction() {
    Map<String, Object> config = new HashMap<>(Losses.get("mse").getConfig());
    config.put("reduction", null);
    assertEquals("none", TestAccess.fill(Losses.get("mse"), config).getConfig().get("reduction"));
  }
}
