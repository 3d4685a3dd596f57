package org.keras4j.internal.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.damage.Damage;
import org.keras4j.damage.DamagedZip;
import org.keras4j.internal.hdf5.Hdf5Tree;
import org.keras4j.ndarray.NDArray;

/** Weights that are too large for the memory, as if each were. */
class KerasArchiveTest {

  private static final String WEIGHTS = "model.weights.h5";

  @TempDir Path folder;

  private static Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("layers/a/vars/0", NDArray.arange(40).reshape(8, 5));
    arrays.put("layers/b/vars/0", NDArray.of(1.5f, 2.5f));
    return arrays;
  }

  private Path written() throws IOException {
    Path file = folder.resolve("m.keras");
    Hdf5Tree tree = new Hdf5Tree();
    arrays().forEach(tree::array);
    KerasArchive.write(file, "{}", "{}", tree::write);
    return file;
  }

  private static Map<String, NDArray> readLarge(Path file) throws IOException {
    return KerasArchive.read(file, 0, contents -> contents.weights().readAll());
  }

  @Test
  void largeWeightsAreReadWhereTheyLie() throws IOException {
    assertEquals(arrays(), readLarge(written()));
  }

  @Test
  void largeWeightsThatAreCompressed() throws IOException {
    Path file = written();
    Map<String, byte[]> entries = DamagedZip.entries(Files.readAllBytes(file));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(e.getKey()));
        zip.write(e.getValue());
      }
    }
    assertEquals(arrays(), readLarge(file));
    entries.put(WEIGHTS, new byte[100]);
    Files.write(file, DamagedZip.of(entries));
    String message = assertThrows(IOException.class, () -> readLarge(file)).getMessage();
    assertTrue(message.startsWith(file + ", " + WEIGHTS), message);
  }

  @Test
  void damagedLargeWeightsAreRightOrRefused() throws IOException {
    Path file = written();
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < Damage.MUTATIONS / 10; i++) {
      Files.write(file, Damage.damaged(good, random));
      try {
        assertEquals(arrays(), readLarge(file));
      } catch (IOException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        refused++;
      } catch (NullPointerException e) {
        refused++; // without weights, which readLarge does not expect
      }
    }
    assertTrue(refused > Damage.MUTATIONS / 20, refused + " refused");
  }
}
