package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.ndarray.Shape;

class VerifiedFileTest {
  private static final Shape SHAPE = SmallFiles.IMAGES.shape();
  private static final byte[] DATA = SmallFiles.IMAGES.toByteArray();

  @TempDir Path dir;

  private String reason(byte[] bytes) throws IOException {
    Path path = Files.write(dir.resolve("images.gz"), bytes);
    RemoteFile file = SmallFiles.idxFile(dir, URI.create("http://localhost/"));
    IOException e = assertThrows(IOException.class, () -> VerifiedFile.open(path, file));
    return String.valueOf(e.getMessage());
  }

  private void assertRefused(String part, byte[] bytes) throws IOException {
    String reason = reason(bytes);
    assertTrue(reason.contains(part), reason);
  }

  @Test
  void theRightFileIsOriginalAndAnotherPackingIsNot() throws IOException {
    byte[] good = SmallFiles.idx(0x803, SHAPE, DATA);
    Path path = Files.write(dir.resolve("images.gz"), good);
    RemoteFile file = SmallFiles.idxFile(dir, URI.create("http://localhost/"));
    assertTrue(VerifiedFile.open(path, file).original());
    good[9] ^= 1; // the operating system, for information only
    Files.write(path, good);
    VerifiedFile repacked = VerifiedFile.open(path, file);
    assertTrue(!repacked.original());
    assertEquals(SmallFiles.IMAGES, repacked.arrays().get(0));
  }

  /** Whatever happens to a file, it is unusable for a reason or holds the published arrays. */
  @Test
  void flippedBitsAndMissingEndsAreNoticed() throws IOException {
    RemoteFile gz = SmallFiles.idxFile(dir, URI.create("http://localhost/"));
    RemoteFile npz = SmallFiles.npzFile(dir, URI.create("http://localhost/"));
    assertTrue(noticed(SmallFiles.npz(dir, SmallFiles.arrays()), npz) > 100);
    assertTrue(noticed(SmallFiles.idx(0x803, SHAPE, DATA), gz) > 100);
  }

  private int noticed(byte[] good, RemoteFile file) throws IOException {
    int noticed = 0;
    for (int bit = 0; bit < 8 * good.length; bit += 5) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      noticed += opens(bad, file) ? 0 : 1;
    }
    for (int length = 0; length < good.length; length += 3) {
      noticed += opens(Arrays.copyOf(good, length), file) ? 0 : 1;
    }
    return noticed;
  }

  private boolean opens(byte[] bytes, RemoteFile file) throws IOException {
    Path path = Files.write(dir.resolve("damaged"), bytes);
    try {
      assertEquals(SmallFiles.IMAGES, VerifiedFile.open(path, file).arrays().get(0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void everyKindOfDamageHasItsReason() throws IOException {
    assertRefused("first number", SmallFiles.idx(0x801, SHAPE, DATA));
    assertRefused("axis 0 has length 6", SmallFiles.idx(0x803, Shape.of(6, 3, 4), DATA));
    assertRefused("ends too early", SmallFiles.idx(0x803, SHAPE, Arrays.copyOf(DATA, 59)));
    assertRefused("goes on", SmallFiles.idx(0x803, SHAPE, Arrays.copyOf(DATA, 61)));
    assertRefused("other numbers", SmallFiles.idx(0x803, SHAPE, new byte[60]));
    byte[] good = SmallFiles.idx(0x803, SHAPE, DATA);
    assertRefused("ends too early", Arrays.copyOf(good, good.length - 20));
    assertRefused("GZIP", DATA);
    good[good.length - 8] ^= 1;
    assertRefused("Corrupt GZIP", good);
  }
}
