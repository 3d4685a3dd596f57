package org.keras4j;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Weights in a file, by the paths that Keras gives them, such as {@code layers/dense/vars/0}. */
interface SavedWeights {

  /** Returns what messages call the file. */
  String file();

  /** Returns the paths of all arrays. */
  Set<String> paths();

  /** Returns the shape of one of the arrays. */
  Shape shape(String path);

  /** Reads one of the arrays. */
  NDArray read(String path) throws IOException;

  /** Returns weights that are in memory. */
  static SavedWeights of(String file, Map<String, NDArray> arrays) {
    return new ArraysByPath(file, arrays);
  }

  /** Weights that are in memory. */
  record ArraysByPath(String file, Map<String, NDArray> arrays) implements SavedWeights {
    @Override
    public Set<String> paths() {
      return arrays.keySet();
    }

    @Override
    public Shape shape(String path) {
      return read(path).shape();
    }

    @Override
    public NDArray read(String path) {
      NDArray array = arrays.get(path);
      if (array == null) {
        throw new IllegalArgumentException("There is nothing at " + path);
      }
      return array;
    }
  }
}
