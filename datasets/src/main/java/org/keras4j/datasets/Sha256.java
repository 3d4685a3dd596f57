package org.keras4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.keras4j.ndarray.NDArray;

/** SHA-256 of files and arrays, in hexadecimal digits. */
final class Sha256 {
  private Sha256() {}

  static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hashes an array of bytes in row-major order. */
  static String of(NDArray array) {
    MessageDigest digest = digest();
    NDArray flat = array.flatten();
    ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
    for (int at = 0; at < flat.size(); at += chunk.capacity()) {
      chunk.clear();
      flat.copyRows(at, Math.min(chunk.capacity(), flat.size() - at), chunk);
      digest.update(chunk.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
