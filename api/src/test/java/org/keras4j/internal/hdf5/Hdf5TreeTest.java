package org.keras4j.internal.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.ndarray.NDArray;

/** What the writer writes, the library reads. */
class Hdf5TreeTest {

  @TempDir Path folder;

  private static byte[] bytes(Hdf5Tree tree) {
    var out = new ByteArrayOutputStream();
    try {
      tree.write(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  static Hdf5Tree types() {
    return new Hdf5Tree()
        .array("a/float32", NDArray.of(new float[][] {{1, 2, 3}, {4, 5, Float.NaN}}))
        .array("a/float64", NDArray.of(0.1, Double.MAX_VALUE))
        .array("a/int32", NDArray.of(Integer.MIN_VALUE, 7))
        .array("a/int64", NDArray.of(Long.MIN_VALUE, 7L))
        .array("a/uint8", NDArray.wrap(new byte[] {0, (byte) 200}, 2))
        .array("a/bool", NDArray.of(true, false, true))
        .array("a/b/scalar", NDArray.scalar(3.5))
        .array("a/b/iteration", NDArray.of(42L).reshape())
        .array("a/b/none", NDArray.zeros(0, 3))
        .group("a/empty/vars")
        .attribute("a", "name", "größer")
        .attribute("a", "dtype", "")
        .attribute("", "keras_version", "3");
  }

  private static Map<String, NDArray> arrays(byte[] bytes) throws IOException {
    try (Hdf5File f = Hdf5File.of(bytes, "x.h5")) {
      return f.readAll();
    }
  }

  @Test
  void allTypesAndShapesComeBack() throws IOException {
    Path file = folder.resolve("deep/x.h5");
    types().write(file);
    assertEquals(types().size(), Files.size(file));
    assertArrayEquals(bytes(types()), Files.readAllBytes(file), "the same tree, the same bytes");
    try (Hdf5File f = Hdf5File.open(file)) {
      Hdf5Group a = f.root().groups().get("a");
      assertEquals("größer", a.text("name"));
      assertEquals("", a.text("dtype"));
      assertNull(a.text("other"));
      assertEquals("3", f.root().text("keras_version"));
      assertEquals(Map.of(), a.groups().get("empty").groups().get("vars").groups());
      Map<String, NDArray> read = f.readAll();
      assertEquals(9, read.size());
      assertEquals(NDArray.of(true, false, true), read.get("a/bool"));
      assertEquals(NDArray.scalar(3.5), read.get("a/b/scalar"));
      assertEquals(NDArray.of(42L).reshape(), read.get("a/b/iteration"));
      assertEquals(NDArray.zeros(0, 3), read.get("a/b/none"));
      assertEquals(NDArray.of(0.1, Double.MAX_VALUE), read.get("a/float64"));
      assertEquals(NDArray.of(Integer.MIN_VALUE, 7), read.get("a/int32"));
      assertEquals(NDArray.of(Long.MIN_VALUE, 7L), read.get("a/int64"));
      assertEquals(NDArray.wrap(new byte[] {0, (byte) 200}, 2), read.get("a/uint8"));
      assertEquals(NDArray.of(new float[][] {{1, 2, 3}, {4, 5, Float.NaN}}), read.get("a/float32"));
    }
  }

  /** One leaf, several leaves, several nodes, and a tree of three levels. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 256, 257, 3000, 9000})
  void groupsOfAnySize(int n) throws IOException {
    Hdf5Tree tree = new Hdf5Tree().group("many");
    Map<String, NDArray> expected = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      expected.put("many/" + i, NDArray.of(i));
    }
    expected.forEach(tree::array);
    assertEquals(expected, arrays(bytes(tree)));
  }

  @Test
  void manyTexts() throws IOException {
    Hdf5Tree tree = new Hdf5Tree();
    String longText = "x".repeat(100_000);
    for (int i = 0; i < 2500; i++) {
      tree.attribute("g" + i, "name", "layer_" + i);
    }
    tree.attribute("", "config", longText);
    try (Hdf5File f = Hdf5File.of(bytes(tree), "x.h5")) {
      assertEquals("layer_2400", f.root().groups().get("g2400").text("name"));
      assertEquals(longText, f.root().text("config"));
    }
  }

  @Test
  void largeFilesAreReadInPieces() throws IOException {
    Path file = folder.resolve("x.h5");
    NDArray large = NDArray.arange(200_000).reshape(2, 100_000);
    new Hdf5Tree().array("a", large).array("b", NDArray.of(1.5f)).write(file);
    try (Hdf5File f = Hdf5File.of("x", Source.open(file, 1000))) {
      assertEquals(Set.of("a", "b"), f.arrays().keySet());
      assertEquals(large, f.root().array("a").read());
      assertEquals(NDArray.of(1.5f), f.root().array("b").read());
      Thread.currentThread().interrupt();
      assertEquals(large, f.root().array("a").read(), "an interruption does not close it");
    } finally {
      assertEquals(true, Thread.interrupted());
    }
  }

  @Test
  void aPlaceIsTakenOnce() {
    Hdf5Tree tree = new Hdf5Tree().array("a/b", NDArray.of(1));
    assertThrows(IllegalArgumentException.class, () -> tree.array("a/b", NDArray.of(1)));
    assertThrows(IllegalArgumentException.class, () -> tree.array("a", NDArray.of(1)));
    assertThrows(IllegalArgumentException.class, () -> tree.group("a/b/c"));
  }
}
