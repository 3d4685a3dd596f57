package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.defaultValue;
import static org.keras4j.tuner.HyperParameters.ordered;
import static org.keras4j.tuner.HyperParameters.parent;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HyperParametersTest {
  private final HyperParameters hp = new HyperParameters();

  @Test
  void declarationsReturnTheDefault() {
    assertEquals(0.01, hp.Float("factor", 0.01, 0.3, step(2), LOG));
    assertEquals(32, hp.Int("units", 32, 512, step(32)));
    assertEquals(64, hp.Int("units2", 32, 512, defaultValue(64)));
    assertEquals("relu", hp.Choice("act", "relu", "tanh"));
    assertEquals(3, hp.Choice("kernel", 3, 5));
    assertEquals(0.5, hp.Choice("rate", 0.5, 0.25));
    assertEquals("b", hp.Choice("letter", List.of("a", "b"), defaultValue("b"), ordered(false)));
    assertTrue(hp.Choice("flag", List.of(true, false)));
    assertTrue(hp.Boolean("bias", true));
    assertEquals(7, hp.Fixed("seven", 7));
    assertEquals(10, hp.space().size());
    assertEquals(1, hp.get("flag"), "stored as an integer, as in KerasTuner");
  }

  @Test
  void aSecondDeclarationReturnsTheCurrentValue() {
    hp.Int("units", 1, 10);
    hp.set("units", 7);
    assertEquals(7, hp.Int("units", 100, 200));
    assertEquals(1, hp.space().size());
    assertEquals(7, hp.getInt("units"));
  }

  @Test
  void anOverridingDeclarationOfAnotherKindIsConverted() {
    hp.Fixed("rate", 1);
    hp.Fixed("size", 2.0);
    hp.Choice("units", 5, 6);
    assertEquals(1.0, hp.Float("rate", 0, 5));
    assertEquals(1.0, hp.Fixed("rate", 0.25));
    assertEquals(2, hp.Int("size", 0, 9));
    assertEquals(5, hp.Choice("units", 1, 2));
    assertThrows(IllegalStateException.class, () -> hp.Choice("units", "a", "b"));
  }

  @Test
  @SuppressWarnings("try") // a scope need not be used by name
  void nameScopesPrefixNamesAndParents() {
    try (Scope outer = hp.nameScope("net")) {
      hp.Choice("kind", "a", "b");
      hp.nameScope("inner", () -> hp.Int("n", 1, 2));
      hp.Int("units", 1, 10, parent("kind", "a"));
      assertEquals("a", hp.get("kind"));
    }
    assertEquals(List.of("net/kind", "net/inner/n", "net/units"), names());
    assertEquals(List.of(new Condition("net/kind", List.of("a"))), hp.space().get(2).conditions());
    assertTrue(hp.contains("net/kind"));
    assertFalse(hp.contains("kind"));
  }

  @Test
  void inactiveEntriesHaveNoValueAndReturnTheirDefault() {
    hp.Choice("kind", "a", "b");
    assertEquals(5, hp.Int("units", 5, 10, parent("kind", "b")));
    assertFalse(hp.contains("units"));
    assertFalse(hp.isActive("units"));
    assertEquals(Map.of("kind", "a"), hp.values());
    assertThrows(IllegalStateException.class, () -> hp.get("units"));
    hp.set("kind", "b");
    assertTrue(hp.isActive("units"));
    hp.ensureActiveValues();
    assertTrue(hp.contains("units"));
    hp.set("kind", "a");
    hp.ensureActiveValues();
    assertFalse(hp.contains("units"));
  }

  @Test
  void nestedConditionsMustAllHold() {
    hp.Choice("a", 1, 2);
    hp.conditionalScope(
        "a",
        List.of(1),
        () -> {
          hp.Choice("b", 1, 2);
          hp.conditionalScope("b", List.of(2), () -> hp.Int("c", 0, 9));
        });
    HyperParameter c = hp.space().get(2);
    assertEquals(2, c.conditions().size());
    assertFalse(hp.isActive(c));
    hp.set("b", 2);
    assertTrue(hp.isActive(c));
    hp.set("a", 2);
    assertFalse(hp.isActive(c));
  }

  @Test
  void oneNameMayExistUnderSeveralConditions() {
    hp.Choice("kind", "a", "b");
    assertEquals(1, hp.Int("units", 1, 5, parent("kind", "a")));
    hp.Int("units", 10, 50, parent("kind", "b"));
    assertEquals(3, hp.space().size());
    hp.ensureActiveValues();
    assertEquals(1, hp.get("units"), "the inactive twin does not take the value away");
  }

  @Test
  void mergeReplacesOrKeeps() {
    hp.Int("n", 1, 5);
    hp.set("n", 4);
    HyperParameters other = new HyperParameters();
    other.Int("n", 2, 9);
    other.Boolean("flag");
    hp.merge(other.space(), false);
    assertEquals(4, hp.get("n"));
    assertEquals(List.of("n", "flag"), names());
    hp.merge(other);
    assertEquals(2, hp.get("n"));
    assertEquals(List.of("n", "flag"), names());
    assertEquals(9, ((IntHyperParameter) hp.space().get(0)).maxValue());
  }

  @Test
  void copiesAreIndependent() {
    hp.Int("n", 1, 5);
    HyperParameters copy = hp.copy();
    copy.set("n", 3);
    copy.Int("m", 1, 5);
    assertEquals(1, hp.get("n"));
    assertEquals(1, hp.space().size());
  }

  @Test
  void configsSurviveJson() {
    hp.Choice("kind", "a", "b");
    hp.Int("units", 4, 16, step(4), parent("kind", "a"));
    hp.Float("lr", 1e-4, 1e-2, LOG, parent("kind", "a", "b"));
    hp.Float("rate", 0, 1, step(2.5e-1), defaultValue(0.5));
    hp.Fixed("big", 1L << 40);
    String json = Json.write(hp.getConfig());
    HyperParameters read = HyperParameters.fromConfig(Json.read(json, "test").members());
    assertEquals(json, Json.write(read.getConfig()));
    assertEquals(hp.values(), read.values());
    assertEquals(1L << 40, read.get("big"));
  }

  @Test
  void impossibleDeclarationsSayWhatIsWrong() {
    refused("minimum 5 is greater than the maximum 1", () -> hp.Int("i", 5, 1));
    refused("needs a minimum above 0; received 0.0", () -> hp.Float("f", 0, 1, LOG));
    refused("needs a step greater than 1", () -> hp.Float("f", 0.1, 1, LOG, step(0.5)));
    refused("needs a step greater than 0", () -> hp.Int("i", 1, 5, step(0)));
    refused("step must be a whole number", () -> hp.Int("i", 1, 5, step(1.5)));
    refused("default must be a whole number", () -> hp.Int("i", 1, 5, defaultValue(1.5)));
    refused("Expected a number", () -> hp.Float("f", 1, 5, defaultValue("x")));
    refused("at least one value", () -> hp.Choice("c", List.of()));
    refused("must be a finite number; received NaN", () -> hp.Choice("c", 0.1, Double.NaN));
    refused("integers and strings", () -> hp.Choice("c", List.of(1, "a")));
    refused("must be an integer", () -> hp.Choice("c", List.of(List.of())));
    refused(
        "the default 'z' must be one of", () -> hp.Choice("c", List.of("a"), defaultValue("z")));
    refused("only numbers have an order", () -> hp.Choice("c", List.of("a"), ordered(true)));
    refused("must be an integer", () -> hp.Fixed("x", List.of(1)));
    refused("'nobody' is not declared", () -> hp.Int("i", 1, 5, parent("nobody", 1)));
    refused("at least one value", () -> hp.Int("i", 1, 5, parent("nobody")));
    refused("Unknown hyperparameter 'nothing'", () -> hp.get("nothing"));
    hp.Choice("self", 1, 2);
    refused("parent of the same name", () -> hp.Int("self", 1, 5, parent("self", 1)));
    assertEquals(1, hp.space().size());
  }

  @Test
  void scopesEndEvenAfterAnError() {
    hp.Choice("a", 1, 2);
    assertThrows(IllegalArgumentException.class, () -> hp.Int("b", 5, 1, parent("a", 1)));
    hp.Int("b", 1, 5);
    assertEquals(List.of(), hp.space().get(1).conditions());
  }

  private List<String> names() {
    return hp.space().stream().map(HyperParameter::name).toList();
  }

  private static void refused(String part, Executable declaration) {
    String message = assertThrows(IllegalArgumentException.class, declaration).getMessage();
    assertTrue(message.contains(part), message);
  }
}
