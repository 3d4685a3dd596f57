package org.keras4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompareOptionsTest {

  @Test
  void understandsSwitchesBetweenValues() {
    CompareOptions o =
        CompareOptions.parse("--python", "python3", "--djl", "--output", "t.md", "--resume");
    assertEquals(Optional.of("python3"), o.python());
    assertTrue(o.djl());
    assertTrue(o.resume());
    assertEquals(Path.of("t.md.json"), o.json());
    assertEquals(5, o.rounds());
  }

  @Test
  void limitsTheTimeOfAProcess() {
    assertEquals(150, CompareOptions.parse().limitSeconds());
    assertEquals(900, CompareOptions.parse("--limit", "900").limitSeconds());
  }

  @Test
  void selectsRows() {
    CompareOptions o = CompareOptions.parse("--rows", "mlp16,predict1");
    assertTrue(o.wants("mlp16"));
    assertFalse(o.wants("predict10k"));
    assertTrue(CompareOptions.parse().wants("predict10k"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> CompareOptions.parse("--round", "3"));
    assertTrue(e.getMessage().contains("--rounds N"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> CompareOptions.parse("--rounds"));
  }

  @Test
  void refusesWhatIsNoNumber() {
    for (String wrong : List.of("many", "0", "-3", "1.5", "")) {
      for (String option : List.of("--rounds", "--limit")) {
        var e =
            assertThrows(IllegalArgumentException.class, () -> CompareOptions.parse(option, wrong));
        assertTrue(
            e.getMessage().contains(option + " must be a positive whole number"), e.getMessage());
      }
    }
  }
}
