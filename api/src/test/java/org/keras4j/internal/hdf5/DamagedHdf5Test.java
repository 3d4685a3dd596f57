package org.keras4j.internal.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.damage.Damage;
import org.keras4j.ndarray.NDArray;

/** Whatever the bytes of a file are: arrays, or an error that names the file. */
class DamagedHdf5Test {

  private static final String FILE = "some/a.h5";

  @TempDir Path folder;

  private static byte[] written() throws IOException {
    var out = new ByteArrayOutputStream();
    Hdf5TreeTest.types().write(out);
    return out.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        DamagedHdf5Test.class.getResourceAsStream("/org/keras4j/weights/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** Reads all that can be asked for. */
  static void readAll(byte[] bytes) throws IOException {
    try (Hdf5File f = Hdf5File.of(bytes, FILE)) {
      f.readAll();
      for (String name : List.of("fixed", "variable", "split", "none", "layer_names")) {
        f.root().texts(name);
      }
      f.root().groups().values().forEach(Hdf5Group::path);
      if (f.root().texts("layer_names") != null) {
        LegacyFile legacy = LegacyFile.of(f);
        legacy.layers();
        legacy.optimizerWeights();
      }
    }
  }

  private static String refused(byte[] bytes) {
    IOException e = assertThrows(IOException.class, () -> readAll(bytes));
    assertTrue(e.getMessage().startsWith(FILE), e.getMessage());
    return e.getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"written", "types.h5", "keras2_fixed.h5", "keras2_variable.h5"})
  void mutations(String name) throws IOException {
    byte[] good = name.equals("written") ? written() : resource(name);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < Damage.MUTATIONS; i++) {
      byte[] bad = Damage.damaged(good, random);
      try {
        readAll(bad);
      } catch (IOException e) {
        assertTrue(e.getMessage().startsWith(FILE), e.getMessage());
        refused++;
      } catch (Exception | Error e) {
        fail("mutation " + i, e);
      }
    }
    assertTrue(refused > Damage.MUTATIONS / 4, refused + " refused");
  }

  @Test
  void cutOff() throws IOException {
    byte[] good = written();
    for (int length = 0; length < good.length; length += 7) {
      refused(Arrays.copyOf(good, length));
    }
  }

  /** Returns where a number is; it must be there once. */
  private static int find(byte[] bytes, long number) {
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int found = -1;
    for (int i = 0; i <= bytes.length - 8; i++) {
      if (b.getLong(i) == number) {
        assertEquals(-1, found, "more than once");
        found = i;
      }
    }
    assertTrue(found >= 0, "not found");
    return found;
  }

  private static byte[] with(byte[] bytes, int at, long number) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(at, number);
    return changed;
  }

  private static byte[] array(NDArray array) throws IOException {
    var out = new ByteArrayOutputStream();
    new Hdf5Tree().array("a", array).write(out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "4611686018427387904, more elements than there can be",
    "-1, more elements than there can be",
    "536870911, would take",
    "778, the file has fewer elements"
  })
  void absurdDimensions(long size, String message) throws IOException {
    byte[] good = array(NDArray.zeros(777));
    String m = refused(with(good, find(good, 777), size));
    assertTrue(m.startsWith(FILE + ", /a: "), m);
    assertTrue(m.contains(message) || m.contains("fewer elements"), m);
  }

  @Test
  void elementsOutsideOfTheFile() throws IOException {
    byte[] good = array(NDArray.zeros(777));
    int size = find(good, 777 * 4);
    for (long address : new long[] {-2, good.length, Long.MAX_VALUE, good.length - 10}) {
      assertTrue(refused(with(good, size - 8, address)).contains("outside of the file"));
    }
  }

  @Test
  void aGroupThatIsInItself() throws IOException {
    var out = new ByteArrayOutputStream();
    new Hdf5Tree().group("a/b/c").write(out);
    byte[] good = out.toByteArray();
    ByteBuffer b = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN);
    // Each leaf leads to where the leaf of its parent does.
    int leaves = 0;
    byte[] cyclic = good.clone();
    long first = -1;
    for (int i = 0; i < good.length - 8; i += 8) {
      if (new String(good, i, 4, StandardCharsets.US_ASCII).equals("SNOD")) {
        first = Math.max(first, b.getLong(i + 16));
        leaves++;
      }
    }
    assertEquals(3, leaves);
    for (int i = 0; i < good.length - 8; i += 8) {
      if (new String(good, i, 4, StandardCharsets.US_ASCII).equals("SNOD")) {
        cyclic = with(cyclic, i + 16, b.getLong(56 + 8));
      }
    }
    byte[] bad = cyclic;
    String m = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refused(bad));
    assertTrue(m.contains("in itself") || m.contains("damaged"), m);
  }

  @Test
  void groupsThatAreTooDeep() throws IOException {
    var out = new ByteArrayOutputStream();
    new Hdf5Tree().group("a/".repeat(600)).write(out);
    assertTrue(refused(out.toByteArray()).contains("more than 450 deep"));
  }

  /** Every child of a node is the same one, many levels deep. */
  @Test
  void aTreeThatUnfoldsWithoutEnd() throws IOException {
    var out = new ByteArrayOutputStream();
    Hdf5Tree tree = new Hdf5Tree();
    for (int i = 0; i < 9000; i++) {
      tree.group("" + i);
    }
    tree.write(out);
    byte[] bad = out.toByteArray();
    ByteBuffer b = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bad.length - 8; i += 8) {
      if (new String(bad, i, 4, StandardCharsets.US_ASCII).equals("TREE")
          && b.getShort(i + 6) > 1) {
        for (int k = 1; k < b.getShort(i + 6); k++) {
          b.putLong(i + 32 + 16 * k, b.getLong(i + 32));
        }
      }
    }
    String m = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refused(bad));
    assertTrue(m.contains("a name in it is wrong") || m.contains("again and again"), m);
  }

  @ParameterizedTest
  @CsvSource({
    "compound, compound of 8 bytes",
    "external_link, a link to elsewhere",
    "soft_link, a link to elsewhere",
    "hard_link, in two places",
    "chunked, kept in chunks",
    "external_data, in another file",
    "text, text of 3 bytes",
    "reference, reference of 8 bytes",
    "many_links, its links are kept in a way"
  })
  void whatKerasDoesNotWrite(String name, String message) throws IOException {
    assertTrue(refused(resource("odd/" + name + ".h5")).contains(message));
  }

  @Test
  void theFileMayBeginLater() throws IOException {
    readAll(resource("odd/user_block.h5"));
    readAll(resource("odd/latest.h5"));
  }

  @Test
  void largeFilesAsSmallOnes() throws IOException {
    Path file = folder.resolve("a.h5");
    byte[] good = written();
    Random random = new Random(2);
    for (int i = 0; i < Damage.MUTATIONS / 10; i++) {
      Files.write(file, Damage.damaged(good, random));
      try (Hdf5File f = Hdf5File.of(FILE, Source.open(file, 0))) {
        f.readAll();
      } catch (IOException e) {
        String m = e.getMessage();
        assertTrue(m.startsWith(FILE), m);
      }
    }
  }
}
