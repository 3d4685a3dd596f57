package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.callbacks.BackupAndRestore;
import org.keras4j.damage.Damage;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/**
 * Whatever the bytes of a file are, a reader returns the arrays that were written or throws an
 * exception that names the file.
 */
class DamagedFilesTest {

  private static final int MUTATIONS = Damage.MUTATIONS / 50;
  @TempDir Path dir;

  private interface Reader {
    void read() throws IOException;
  }

  /** Returns how many of the damaged files were refused. */
  private static int refused(Path file, byte[] good, int count, Reader reader) throws IOException {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      Files.write(file, Damage.damaged(good, random));
      try {
        reader.read();
      } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
        String m = String.valueOf(e.getMessage());
        assertTrue(
            m.contains(file.getParent().toString()) && !m.endsWith(": null"), () -> unnamed(e));
        refused++;
      } catch (RuntimeException | Error e) {
        fail("mutation " + i, e);
      }
    }
    return refused;
  }

  private static String unnamed(Exception e) {
    return "does not name the file: " + e;
  }

  @Test
  void weightsAndOptimizer() throws IOException {
    Path file = dir.resolve("m.weights.npz");
    NDArray x = NDArray.ones(2, 3);
    try (var m = Sequential.of(Input.of(3), new Dense(2))) {
      m.compile(c -> c.loss("mse").optimizer("adam"));
      m.fit(x, NDArray.zeros(2, 2), o -> o.verbose(0));
      m.saveWeights(file);
      List<NDArray> before = m.getWeights();
      byte[] good = Files.readAllBytes(file);
      int n = refused(file, good, MUTATIONS, () -> m.loadWeights(file));
      assertTrue(n > MUTATIONS / 2, n + " refused");
      assertEquals(before, m.getWeights());
    }
  }

  @Test
  void backup() throws IOException {
    Path folder = dir.resolve("backup");
    NDArray x = NDArray.ones(2, 3);
    NDArray y = NDArray.zeros(2, 2);
    try (var m = Sequential.of(Input.of(3), new Dense(2))) {
      m.compile(c -> c.loss("mse").optimizer("adam"));
      m.fit(
          x, y, o -> o.verbose(0).callbacks(new BackupAndRestore(folder).deleteCheckpoint(false)));
      Path file = folder.resolve("training_metadata.json");
      byte[] good = Files.readAllBytes(file);
      int n =
          refused(
              file,
              good,
              MUTATIONS,
              () ->
                  m.fit(
                      x,
                      y,
                      o ->
                          o.verbose(0)
                              .epochs(1)
                              .callbacks(new BackupAndRestore(folder).deleteCheckpoint(false))));
      assertTrue(n > MUTATIONS / 2, n + " refused");
    }
  }
}
