package org.keras4j.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.ndarray.Shape;

/** Data sets of a few bytes, in the containers of the real ones. */
final class SmallFiles {
  static final NDArray IMAGES = NDArray.arange(60).reshape(5, 3, 4).asType(DType.UINT8);
  static final NDArray LABELS = NDArray.of(3, 1, 4, 1, 5).asType(DType.UINT8);

  private SmallFiles() {}

  static Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("x", IMAGES);
    arrays.put("y", LABELS);
    return arrays;
  }

  static byte[] npz(Path folder, Map<String, NDArray> arrays) throws IOException {
    Path file = Files.createTempFile(folder, "small", ".npz");
    Npz.write(file, arrays);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  static RemoteFile npzFile(Path folder, URI origin) throws IOException {
    return npzFile(folder, origin, "datasets/small.npz");
  }

  static RemoteFile npzFile(Path folder, URI origin, String cachePath) throws IOException {
    byte[] published = npz(folder, arrays());
    return new RemoteFile(
        cachePath,
        origin,
        published.length,
        sha256(folder, published),
        Format.NPZ,
        List.of(
            new Content("x", IMAGES.shape(), Sha256.of(IMAGES)),
            new Content("y", LABELS.shape(), Sha256.of(LABELS))));
  }

  static byte[] idx(int magic, Shape shape, byte[] data) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.rank() + data.length).putInt(magic);
    for (long dim : shape.asArray()) {
      bytes.putInt((int) dim);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes.put(data).array());
    }
    return out.toByteArray();
  }

  static RemoteFile idxFile(Path folder, URI origin) throws IOException {
    byte[] published = idx(0x803, IMAGES.shape(), IMAGES.toByteArray());
    return new RemoteFile(
        "datasets/small/images.gz",
        origin,
        published.length,
        sha256(folder, published),
        Format.IDX_GZIP,
        List.of(new Content(Format.ONLY, IMAGES.shape(), Sha256.of(IMAGES))));
  }

  private static String sha256(Path folder, byte[] bytes) throws IOException {
    Path file = Files.createTempFile(folder, "hash", "");
    Files.write(file, bytes);
    String hash = Sha256.of(file);
    Files.delete(file);
    return hash;
  }
}
