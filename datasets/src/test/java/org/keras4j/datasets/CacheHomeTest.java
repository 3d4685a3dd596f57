package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheHomeTest {
  private static final Path USER = Path.of(System.getProperty("user.home"));

  private static Path first(String property, Map<String, String> environment) {
    return CacheHome.of(property, environment).folders().get(0);
  }

  @Test
  void thePropertyComesBeforeTheEnvironmentBeforeTheDefault() {
    Map<String, String> environment = Map.of("KERAS_HOME", "/env");
    assertEquals(Path.of("/property").toAbsolutePath(), first("/property", environment));
    assertEquals(Path.of("/env").toAbsolutePath(), first(null, environment));
    assertEquals(USER.resolve(".keras"), first(null, Map.of()));
    assertEquals(USER.resolve(".keras"), first(null, Map.of("KERAS_HOME", "")));
  }

  @Test
  void tildeIsTheUsersHome() {
    assertEquals(USER.resolve("k"), first("~/k", Map.of()));
    assertEquals(USER, first("~", Map.of()));
  }

  @Test
  void theLastResortIsATemporaryFolder() {
    Path last = CacheHome.of(null, Map.of()).folders().get(1);
    assertTrue(last.endsWith(".keras"));
  }
}
