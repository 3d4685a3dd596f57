package org.keras4j;

import java.nio.file.Path;

/** The kinds of files that have weights, by the ends of their names. */
enum WeightFormat {
  /** NumPy's archives, with Keras's paths as names. */
  NPZ,
  /** Keras 3's files of weights. */
  HDF5,
  /** Whole models of Keras 3, of which the weights are taken. */
  ARCHIVE,
  /** Files of weights or whole models of Keras 2, which Keras 3 writes, too. */
  LEGACY;

  private static final String NAMES = ".weights.h5 or .weights.npz";

  static WeightFormat toSave(Path file) {
    WeightFormat format = of(file, "saveWeights", NAMES);
    if (format == LEGACY || format == ARCHIVE) {
      throw unsupported(file, "saveWeights", NAMES);
    }
    return format;
  }

  static WeightFormat toLoad(Path file) {
    return of(
        file, "loadWeights", NAMES + ", in .keras, or in .h5 or .hdf5 if it is a legacy file");
  }

  private static WeightFormat of(Path file, String method, String expected) {
    String name = file.toString();
    if (name.endsWith(".weights.npz")) {
      return NPZ;
    }
    if (name.endsWith(".weights.h5")) {
      return HDF5;
    }
    if (name.endsWith(".keras")) {
      return ARCHIVE;
    }
    if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
      return LEGACY;
    }
    throw unsupported(file, method, expected);
  }

  private static IllegalArgumentException unsupported(Path file, String method, String expected) {
    return new IllegalArgumentException(
        method + ": the file name must end in " + expected + "; received " + file);
  }
}
