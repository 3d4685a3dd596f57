package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.Entry;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.core.TestEntries;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.Names;
import org.keras4j.layers.Layer;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.KnownNames;
import org.keras4j.regularizers.Regularizer;

/**
 * What {@code parity/registered.py} found in Keras: defaults of arguments, and names. Other
 * fixtures name every argument, so that they do not tell a wrong default; those of losses, metrics
 * and optimizers are in files of their own.
 */
class EveryDefaultTest {

  private static final Map<String, Kind<? extends KerasObject>> KINDS =
      Map.of(
          "layers", Layer.KIND,
          "initializers", Initializer.KIND,
          "regularizers", Regularizer.KIND,
          "constraints", Constraint.KIND,
          "schedules", LearningRateSchedule.KIND);

  private static final Map<String, Kind<?>> NAMED =
      Map.of(
          "losses", Loss.KIND,
          "metrics", Metric.KIND,
          "optimizers", Optimizer.KIND,
          "initializers", Initializer.KIND,
          "regularizers", Regularizer.KIND,
          "constraints", Constraint.KIND);

  @TestFactory
  Stream<DynamicTest> isThatOfKeras() {
    return Fixtures.tests(
        "defaults",
        c -> {
          var arguments = Fixtures.map(c.get("arguments"));
          String name = c.get("class").asText();
          Keras.setRandomSeed(1); // for seeds that configs have
          KerasObject made = KINDS.get(c.get("kind").asText()).fromConfig(name, arguments);
          Map<String, Object> config = new HashMap<>(made.getConfig());
          config.remove("name"); // numbered
          if (name.equals("Identity")) {
            config.remove("gain"); // Keras forgets it
          }
          Close.assertSameConfig(
              name, new TreeMap<>(Fixtures.map(c.get("config"))), new TreeMap<>(config));
        });
  }

  @Test
  void isKnownOfEachClass() {
    Map<String, Set<String>> known = new TreeMap<>();
    KINDS.forEach((kind, k) -> known.put(kind, KnownNames.of(k)));
    for (JsonNode c : Fixtures.read("defaults")) {
      known.get(c.get("kind").asText()).remove(c.get("class").asText());
    }
    known.get("schedules").remove("CyclicalLearningRate"); // not one of Keras's
    known.values().removeIf(Set::isEmpty);
    assertEquals(Map.of(), known);
  }

  /** Each name by which Keras finds a class that is here finds it here, too. */
  @TestFactory
  Stream<DynamicTest> hasKerasNames() {
    return Fixtures.tests(
        "names",
        c -> {
          Kind<?> kind = NAMED.get(Fixtures.text(c));
          Map<String, String> classes = new HashMap<>();
          for (String name : kind.classNames()) {
            classes.put(name, name);
            classes.put(Names.snakeCase(name), name); // Keras finds the function, not the class
          }
          int found = 0;
          for (var e : Fixtures.map(c.get("names")).entrySet()) {
            String expected = classes.get((String) e.getValue());
            if (expected != null) {
              String what = kind + " '" + e.getKey() + "'";
              Entry<?> entry = TestEntries.named(kind, e.getKey());
              assertNotNull(entry, what + " is not known");
              assertEquals(expected, entry.className(), what);
              found++;
            }
          }
          assertTrue(found > 7, kind + " has " + found + " names");
        });
  }
}
