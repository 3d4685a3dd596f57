package org.keras4j.datasets;

import java.net.URI;
import java.util.List;

/**
 * A file of a data set: where it is published, where Keras's cache keeps it, what must be in it.
 *
 * @param cachePath the path below Keras's home folder
 * @param origin the address to download from
 * @param size the published file's size in bytes
 * @param sha256 the published file's SHA-256, in hexadecimal digits
 * @param format how to read it
 * @param contents the arrays in it
 */
record RemoteFile(
    String cachePath, URI origin, long size, String sha256, Format format, List<Content> contents) {

  /** Where Keras has its data sets. */
  static final URI KERAS_ORIGIN =
      URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/");
}
