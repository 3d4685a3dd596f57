package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.keras4j.damage.Damage.MUTATIONS;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.damage.Damage;

/** Whatever the bytes of an archive are: the arrays that were written, or an error of ours. */
class DamagedArchiveTest {

  private static final Path FILE = Path.of("some", "a.npz");

  @TempDir Path dir;

  /** Bytes in memory, which are read faster than a file is written. */
  private static final class Memory implements SeekableByteChannel {
    private final ByteBuffer bytes;

    Memory(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public int read(ByteBuffer target) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int n = Math.min(target.remaining(), bytes.remaining());
      target.put(bytes.slice(bytes.position(), n));
      bytes.position(bytes.position() + n);
      return n;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long at) {
      bytes.position((int) Math.min(at, bytes.limit()));
      return this;
    }

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private interface Reader {
    void read(byte[] bytes) throws IOException;
  }

  private static void assertRefusedOrRight(byte[] good, int count, int atLeast, Reader reader) {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      byte[] bad = Damage.damaged(good, random);
      try {
        reader.read(bad);
      } catch (NpyFormatException e) {
        assertTrue(e.getMessage().startsWith(FILE.toString()), e.getMessage());
        refused++;
      } catch (Exception | Error e) {
        fail("mutation " + i, e);
      }
    }
    assertTrue(refused >= atLeast, refused + " refused");
  }

  private static Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("x", NDArray.arange(40).reshape(8, 5));
    arrays.put("y", NDArray.of(1.5f, 2.5f));
    return arrays;
  }

  @Test
  void compressed() throws IOException {
    Path file = dir.resolve("a.npz");
    Npz.write(file, arrays());
    assertRefusedOrRight(
        Files.readAllBytes(file),
        MUTATIONS,
        MUTATIONS / 2,
        b -> assertEquals(arrays(), Npz.read(new Memory(b), FILE)));
  }

  /** As by numpy.savez. */
  @Test
  void stored() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, NDArray> a : arrays().entrySet()) {
        var content = new ByteArrayOutputStream();
        Npy.write(content, a.getValue());
        var crc = new CRC32();
        crc.update(content.toByteArray());
        ZipEntry entry = new ZipEntry(a.getKey() + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.size());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content.toByteArray());
      }
    }
    assertEquals(arrays(), Npz.read(new Memory(out.toByteArray()), FILE));
    assertRefusedOrRight(
        out.toByteArray(),
        MUTATIONS,
        MUTATIONS / 2,
        b -> assertEquals(arrays(), Npz.read(new Memory(b), FILE)));
  }

  /** Nothing tells whether the numbers are the right ones, but they cannot be more than bytes. */
  @Test
  void single() throws IOException {
    var out = new ByteArrayOutputStream();
    Npy.write(out, NDArray.arange(40).reshape(8, 5));
    assertRefusedOrRight(
        out.toByteArray(),
        MUTATIONS,
        MUTATIONS / 3,
        b ->
            assertTrue(
                Npy.read(new ByteArrayInputStream(b), b.length, FILE.toString()).size()
                    <= b.length));
  }

  /** 144 bytes that say they have an entry more than they have room for. */
  @Test
  void aZip64RecordThatLiesTakesNoMemory() {
    long[][] lies = {
      {-1, 0, 0},
      {1L << 31, 0, 0},
      {1 << 28, 0, 0},
      {1, 0, 46},
      {0, 1L << 31, 0},
      {0, -1, 0},
      {0, 0, -1},
      {Long.MIN_VALUE, 0, 46},
      {0, 0, 46}
    };
    for (long[] lie : lies) {
      ByteBuffer b = ByteBuffer.allocate(144).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      b.position(46).putInt(0x06064b50).putLong(44).putInt(0).putLong(0);
      b.putLong(lie[0]).putLong(lie[0]).putLong(lie[1]).putLong(lie[2]);
      b.putInt(0x07064b50).putInt(0).putLong(46).putInt(1);
      b.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
      NpyFormatException e =
          org.junit.jupiter.api.Assertions.assertThrows(
              NpyFormatException.class, () -> Npz.read(new Memory(b.array()), FILE));
      assertTrue(e.getMessage().contains("a.npz"), Arrays.toString(lie));
    }
  }
}
