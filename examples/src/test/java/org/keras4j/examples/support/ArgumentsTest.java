package org.keras4j.examples.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options are read, and refused with a reason. */
class ArgumentsTest {

  private static ExampleArguments of(String... words) {
    return new ExampleArguments("dropout", words);
  }

  @Test
  void readsWhatIsThere() {
    ExampleArguments a = of("--full", "--epochs", "7", "--factor", "0.5", "--seed", "-3");
    assertTrue(a.flag("--full"));
    assertEquals(7, a.count("--epochs", 1));
    assertEquals(0.5, a.number("--factor", 1));
    assertEquals(-3, a.seed());
    a.finish();
  }

  @Test
  void knowsWhetherTheDataSetWasChosen() {
    ExampleArguments chosen = of("--data", "mnist");
    assertEquals("mnist", chosen.dataset("digits"));
    assertTrue(chosen.hasChosenDataset());
    ExampleArguments byDefault = of();
    assertEquals("mnist", byDefault.dataset("mnist"));
    assertFalse(byDefault.hasChosenDataset());
  }

  @Test
  void hasDefaults() {
    ExampleArguments a = of();
    assertEquals(1, a.count("--epochs", 1));
    assertEquals(23, a.seed());
    assertEquals("mnist", a.dataset("mnist"));
    assertEquals("keras4j-output", a.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "many"})
  void aCountIsAWholeNumberFromOne(String word) {
    var e = assertThrows(UsageException.class, () -> of("--epochs", word).count("--epochs", 1));
    assertEquals("--epochs needs a whole number from 1; received '" + word + "'", e.getMessage());
  }

  @Test
  void anOptionNeedsItsValue() {
    var e = assertThrows(UsageException.class, () -> of("--data").dataset("mnist"));
    assertEquals("--data needs the name of a data set after it", e.getMessage());
  }

  @Test
  void whatNobodyAsksForIsRefused() {
    ExampleArguments a = of("--ful");
    a.flag("--full");
    var e = assertThrows(UsageException.class, a::finish);
    assertTrue(
        e.getMessage().contains("option of dropout '--ful'. Did you mean '--full'"), e::getMessage);
  }
}
