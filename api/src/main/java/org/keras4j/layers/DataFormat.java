package org.keras4j.layers;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Where the channels are. TensorFlow's kernels for processors want them last, so layers compute in
 * that order, between two transpositions where the data has them first.
 */
enum DataFormat {
  CHANNELS_LAST,
  CHANNELS_FIRST;

  static DataFormat of(String name) {
    return Arrays.stream(values())
        .filter(f -> f.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Names.unknown(
                    "data format", name, Arrays.stream(values()).map(DataFormat::text).toList()));
  }

  String text() {
    return this == CHANNELS_LAST ? "channels_last" : "channels_first";
  }

  /** Returns the axis of the channels in a shape of this rank. */
  int channelAxis(int rank) {
    return this == CHANNELS_LAST ? rank - 1 : 1;
  }

  /** Returns the first of the spatial axes, which lie together. */
  int firstSpatialAxis() {
    return this == CHANNELS_LAST ? 1 : 2;
  }

  /** Moves the channels to the end if they are not there. */
  <T extends TType> Operand<T> toLast(Ops tf, Operand<T> x) {
    int n = x.shape().numDimensions();
    return this == CHANNELS_LAST || n < 3
        ? x
        : tf.linalg.transpose(
            x, tf.constant(IntStream.range(0, n).map(i -> i == 0 ? 0 : i % (n - 1) + 1).toArray()));
  }

  /** Undoes {@link #toLast}. */
  <T extends TType> Operand<T> fromLast(Ops tf, Operand<T> y) {
    int n = y.shape().numDimensions();
    return this == CHANNELS_LAST || n < 3
        ? y
        : tf.linalg.transpose(
            y,
            tf.constant(
                IntStream.range(0, n).map(i -> i == 0 ? 0 : i == 1 ? n - 1 : i - 1).toArray()));
  }

  /** Exchanges the argument {@code data_format}; {@code None} means the default. */
  static void config(Config c, DataFormat current, Consumer<String> setter) {
    c.textOrNull(
        "data_format",
        current.text(),
        name -> setter.accept(name == null ? CHANNELS_LAST.text() : name));
  }
}
