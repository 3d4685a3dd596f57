package org.keras4j.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/**
 * What a file holds, after proof that it is the data set and nothing else.
 *
 * @param arrays the arrays, in the order of {@link RemoteFile#contents()}
 * @param original whether the file is byte for byte the published one, not only the same arrays in
 *     another container
 */
record VerifiedFile(List<NDArray> arrays, boolean original) {

  /**
   * Reads and checks a file.
   *
   * @throws IOException if it cannot be read or is not the data set; the message completes the
   *     sentence "the file is unusable: …"
   */
  static VerifiedFile open(Path path, RemoteFile file) throws IOException {
    boolean original = Sha256.of(path).equals(file.sha256());
    Map<String, NDArray> found = read(path, file);
    List<NDArray> arrays = new ArrayList<>();
    for (Content content : file.contents()) {
      NDArray array = found.get(content.key());
      if (array == null) {
        throw new IOException("it has no array \"%s\"".formatted(content.key()));
      }
      if (array.dtype() != DType.UINT8 || !array.shape().equals(content.shape())) {
        throw new IOException(
            "its array \"%s\" is %s of shape %s, expected uint8 of shape %s"
                .formatted(content.key(), array.dtype(), array.shape(), content.shape()));
      }
      if (!original && !Sha256.of(array).equals(content.sha256())) {
        throw new IOException(
            "its array \"%s\" holds other numbers than the published one".formatted(content.key()));
      }
      arrays.add(array);
    }
    return new VerifiedFile(arrays, original);
  }

  private static Map<String, NDArray> read(Path path, RemoteFile file) throws IOException {
    try {
      return file.format().read(path, file);
    } catch (RuntimeException e) {
      // what damaged bytes can mean to the reader
      throw new IOException("it is damaged (" + e + ")", e);
    }
  }
}
