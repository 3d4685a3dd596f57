package org.keras4j.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolChoiceTest {

  @ParameterizedTest
  @CsvSource({"100, 50, true", "100, 150, false", "100, 99, false"})
  void theClearlyFasterWayStays(long pooled, long inline, boolean expected) {
    var choice = new PoolChoice();
    for (int i = 0; i < 4; i++) {
      choice.record(i % 2 == 1, 1); // the warm-up would decide otherwise
    }
    for (int i = 0; i < 14; i++) {
      boolean way = i % 2 == 1;
      choice.record(way, i == 3 ? 10_000 : way ? inline : pooled); // one disturbance
    }
    assertEquals(expected, choice.inline());
  }
}
