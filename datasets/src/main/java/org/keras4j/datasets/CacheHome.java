package org.keras4j.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folders that may hold data sets, by Keras's rules: {@code KERAS_HOME} or {@code ~/.keras},
 * and for machines where nothing can be written there, a folder for temporary files.
 *
 * @param folders the folders in the order in which they are asked
 */
record CacheHome(List<Path> folders) {
  private static final String VARIABLE = "KERAS_HOME";

  /**
   * Returns whether a folder is in a place where everybody may write: all but the first one are.
   */
  boolean isShared(Path folder) {
    return folders.indexOf(folder) > 0;
  }

  static CacheHome standard() {
    return of(System.getProperty(VARIABLE), System.getenv());
  }

  static CacheHome of(@Nullable String property, Map<String, String> environment) {
    String user = System.getProperty("user.home");
    String chosen = property != null ? property : environment.getOrDefault(VARIABLE, "");
    Path home;
    if (chosen.isBlank()) {
      home = Path.of(user, ".keras");
    } else if (chosen.equals("~") || chosen.startsWith("~/")) {
      home = Path.of(user + chosen.substring(1));
    } else {
      home = Path.of(chosen);
    }
    Path unix = Path.of("/tmp");
    Path temporary = Files.isDirectory(unix) ? unix : Path.of(System.getProperty("java.io.tmpdir"));
    return new CacheHome(List.of(home.toAbsolutePath(), temporary.resolve(".keras")));
  }
}
