package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolChoiceTest {

  private static final long MS = 1_000_000;

  @ParameterizedTest
  @CsvSource({"100, 50, true", "100, 150, false", "100, 97, false", "100, 99, false"})
  void theClearlyFasterWayStays(long pooled, long inline, boolean expected) {
    var choice = new PoolChoice();
    warmUp(choice);
    for (int i = 0; i < 14; i++) {
      assertFalse(choice.decided());
      boolean way = i % 2 == 1;
      choice.record(way, (i == 3 ? 10_000 : way ? inline : pooled) * MS); // one disturbance
    }
    assertTrue(choice.decided());
    assertEquals(expected, choice.inline());
  }

  @Test
  void shortRunsAreMeasuredMoreOften() {
    var choice = new PoolChoice();
    warmUp(choice);
    for (int i = 0; i < 100; i++) {
      assertFalse(choice.decided());
      // The first ones alone would decide otherwise.
      choice.record(i % 2 == 1, (i < 14) == (i % 2 == 1) ? MS : MS / 2);
    }
    assertTrue(choice.decided());
    assertTrue(choice.inline());
  }

  private static void warmUp(PoolChoice choice) {
    for (int i = 0; i < 4; i++) {
      choice.record(i % 2 == 1, 1); // would decide otherwise
    }
  }
}
