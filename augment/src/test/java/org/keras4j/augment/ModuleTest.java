package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The tests of this module run as part of its Java module. */
class ModuleTest {
  @Test
  void runsInItsModule() {
    assertEquals("org.keras4j.augment", ModuleTest.class.getModule().getName());
  }
}
