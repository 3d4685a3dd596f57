package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir Path dir;

  /** A file as NumPy writes it, built by hand. */
  private Path npy(int version, String dictionary, byte[] data) throws IOException {
    byte[] text = (dictionary + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text).put(data);
    Path file = Files.createTempFile(dir, "array", ".npy");
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    return file;
  }

  private NDArray read(String descriptor, boolean fortran, String shape, String hex)
      throws IOException {
    String dictionary =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(descriptor, fortran ? "True" : "False", shape);
    return Npy.read(npy(1, dictionary, HexFormat.of().parseHex(hex)));
  }

  @Test
  void everyTypeSurvivesWritingAndReading() throws IOException {
    NDArray big = NDArray.arange(100_000).subtract(70);
    for (DType dtype : DType.values()) {
      for (NDArray part :
          List.of(big, big.slice(3).reshape(-1, 1), NDArray.scalar(2.5), NDArray.zeros(0, 3))) {
        NDArray array = part.asType(dtype);
        Path file = dir.resolve("x.npy");
        Npy.write(file, array);
        assertEquals(array, Npy.read(file));
      }
    }
  }

  @Test
  void writtenHeaderIsNumPysByteForByte() throws IOException {
    Path file = dir.resolve("x.npy");
    Npy.write(file, NDArray.of(1f, 2f, 3f));
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
    assertEquals(
        "\u0093NUMPY\u0001\u0000v\u0000" + dictionary + " ".repeat(60) + "\n",
        text.substring(0, 128));
    assertEquals(128 + 12, text.length());
  }

  @Test
  void foreignTypesAndByteOrdersAreRead() throws IOException {
    assertEquals(NDArray.of(-1, 2), read("|i1", false, "(2,)", "ff02"));
    assertEquals(NDArray.of(-1, 258), read("<i2", false, "(2,)", "ffff0201"));
    assertEquals(NDArray.of(65535, 258), read(">u2", false, "(2,)", "ffff0102"));
    assertEquals(NDArray.of(4294967295L), read("<u4", false, "(1,)", "ffffffff"));
    assertEquals(NDArray.of(1.5f, -2f), read(">f4", false, "(2,)", "3fc00000c0000000"));
    assertEquals(NDArray.of(1.5), read(">f8", false, "(1,)", "3ff8000000000000"));
    assertEquals(NDArray.of(258L), read(">i8", false, "(1L,)", "0000000000000102"));
    assertEquals(NDArray.of(true, false), read("|b1", false, "(2,)", "0100"));
    assertEquals(NDArray.scalar(1.5), read("<f8", false, "()", "000000000000f83f"));
  }

  @Test
  void halfPrecisionIsRead() throws IOException {
    // 1, -2, 65504, smallest subnormal, largest subnormal, 1/3, inf, -0
    NDArray halves = read("<f2", false, "(8,)", "003c00c0ff7b0100ff035535007c0080");
    assertEquals(
        NDArray.of(
            1f, -2f, 65504f, 0x1p-24f, 0x3ffp-24f, 0.33325195f, Float.POSITIVE_INFINITY, -0f),
        halves);
    assertTrue(Float.isNaN(read("<f2", false, "(1,)", "007e").getFloat(0)));
  }

  @Test
  void fortranOrderAndVersionsAreRead() throws IOException {
    assertEquals(
        NDArray.of(new int[][] {{1, 3, 5}, {2, 4, 6}}),
        read("|i1", true, "(2, 3)", "010203040506"));
    for (int version = 1; version <= 3; version++) {
      Path file =
          npy(
              version,
              "{'shape': (2,), 'fortran_order': False, 'descr': '|u1'}",
              new byte[] {1, 2});
      assertEquals(NDArray.of(1, 2).asType(DType.UINT8), Npy.read(file));
    }
  }

  private static void assertRefused(String part, Path file) {
    var e = assertThrows(NpyFormatException.class, () -> Npy.read(file));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }

  @Test
  void damagedFilesAreRefusedWithTheReason() throws IOException {
    String good = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }";
    assertRefused("truncated", npy(1, good, new byte[2]));
    assertRefused("damaged", npy(1, good, new byte[4]));
    assertRefused("is unknown", npy(9, good, new byte[3]));
    assertRefused("'descr'", npy(1, "{'shape': (3,)}", new byte[3]));
    assertRefused("not supported", npy(1, good.replace("|u1", "<c8"), new byte[3]));
    assertRefused("pickled", npy(1, good.replace("|u1", "|O"), new byte[3]));
    assertRefused("'shape'", npy(1, good.replace("(3,)", "(-3,)"), new byte[3]));
    assertRefused("2^31", npy(1, good.replace("3,", "99999, 99999"), new byte[3]));
    assertRefused("no shape", npy(1, good.replace("3,", "99999999999999999999"), new byte[3]));
    assertRefused("truncated", npy(1, good.replace("3,", "2000000000,"), new byte[3]));
    Path file = npy(1, good, new byte[3]);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 30));
    assertRefused("header", file);
    Files.write(file, new byte[0]);
    assertRefused("does not start", file);
  }

  private Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("x", NDArray.arange(10_000).reshape(100, 100).asType(DType.UINT8));
    arrays.put("y", NDArray.of(1.5f, 2.5f));
    return arrays;
  }

  @Test
  void archivesSurvive() throws IOException {
    Path file = dir.resolve("x.npz");
    Npz.write(file, arrays());
    assertEquals(arrays(), Npz.read(file));
    assertEquals(List.of("x", "y"), List.copyOf(Npz.read(file).keySet()));
    byte[] first = Files.readAllBytes(file);
    Npz.write(file, arrays());
    assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(file)));
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
    Path file = dir.resolve("old.npz");
    Npz.write(file, Map.of("x", NDArray.of(1, 2)));
    Map<String, NDArray> tooLong = new LinkedHashMap<>();
    tooLong.put("y", NDArray.of(3));
    tooLong.put("z".repeat(70_000), NDArray.of(4));
    assertThrows(IllegalArgumentException.class, () -> Npz.write(file, tooLong));
    assertEquals(Map.of("x", NDArray.of(1, 2)), Npz.read(file));
    try (var files = Files.list(dir)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void othersMayReadWhatIsWrittenAsUsual() throws IOException {
    Path usual = Files.writeString(dir.resolve("usual.txt"), "");
    Path file = dir.resolve("x.npy");
    Npy.write(file, NDArray.of(1));
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
    }
  }

  @Test
  void noFlippedBitGoesUnnoticed() throws IOException {
    Path file = dir.resolve("x.npz");
    Npz.write(file, arrays());
    byte[] good = Files.readAllBytes(file);
    int changed = 0;
    for (int at = 0; at < good.length; at += 3) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      try {
        Map<String, NDArray> read = Npz.read(file);
        // What zip keeps twice, or for people only, may differ; numbers may not.
        assertEquals(List.copyOf(arrays().values()), List.copyOf(read.values()));
      } catch (IOException expected) {
        changed++;
      }
    }
    assertTrue(changed > good.length / 6, changed + " of " + good.length);
  }

  @Test
  void truncatedOrForeignArchivesAreRefused() throws IOException {
    Path file = dir.resolve("x.npz");
    Npz.write(file, arrays());
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    var e = assertThrows(NpyFormatException.class, () -> Npz.read(file));
    assertTrue(e.getMessage().contains("no intact zip"), e.getMessage());
    Files.write(file, zip("x.txt", new byte[3]));
    assertThrows(NpyFormatException.class, () -> Npz.read(file));
  }

  @Test
  void impossibleSizesAreRefusedBeforeAnyMemoryIsTaken() throws IOException {
    byte[] npy =
        Files.readAllBytes(
            npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", new byte[3]));
    byte[] bytes = zip("x.npy", npy);
    int central = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 2_000_000_000);
    Path file = dir.resolve("bomb.npz");
    Files.write(file, bytes);
    var e = assertThrows(NpyFormatException.class, () -> Npz.read(file));
    assertTrue(e.getMessage().contains("cannot come out"), e.getMessage());
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return out.toByteArray();
  }
}
