package org.keras4j.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;
import org.keras4j.ndarray.Shape;

/** What all convolutions have: sizes, strides, padding, dilation, and where the channels are. */
final class ConvArguments {

  final int rank;
  private final SpatialArguments.Errors errors;
  int[] kernelSize;
  int[] strides;
  int[] dilationRate;
  String padding = "valid";
  DataFormat dataFormat = DataFormat.CHANNELS_LAST;
  private @Nullable Long channels;

  ConvArguments(int rank, int[] kernelSize, SpatialArguments.Errors errors) {
    this.rank = rank;
    this.errors = errors;
    this.kernelSize = SpatialArguments.of(rank, kernelSize, "kernelSize", errors);
    this.strides = SpatialArguments.same(rank, 1);
    this.dilationRate = SpatialArguments.same(rank, 1);
  }

  void strides(int[] given) {
    strides = SpatialArguments.of(rank, given, "strides", errors);
  }

  void dilationRate(int[] given) {
    dilationRate = SpatialArguments.of(rank, given, "dilationRate", errors);
  }

  /** For layers that cannot have both, in the dimension that is being set or in another. */
  void checkDilation() {
    if (!SpatialArguments.ones(strides) && !SpatialArguments.ones(dilationRate)) {
      throw errors.bad(
          "dilationRate",
          "1 where strides are greater than 1",
          Arrays.toString(dilationRate) + " with strides " + Arrays.toString(strides));
    }
  }

  void padding(String given, List<String> valid) {
    if (!valid.contains(given)) {
      throw Names.unknown("padding", given, valid);
    }
    padding = given;
  }

  /** Returns the number of steps that the kernel covers along an axis, gaps included. */
  int reach(int axis) {
    long reach = (kernelSize[axis] - 1L) * dilationRate[axis] + 1;
    if (reach > Integer.MAX_VALUE) {
      throw errors.bad(
          "dilationRate",
          "small enough that the kernel with its gaps is shorter than 2^31",
          Arrays.toString(dilationRate) + " with kernelSize " + Arrays.toString(kernelSize));
    }
    return (int) reach;
  }

  /** Returns the demand on inputs; with the number of channels once it is known. */
  InputSpec inputSpec() {
    InputSpec spec = InputSpec.ofRank(rank + 2);
    return channels == null
        ? spec
        : spec.withAxis(dataFormat == DataFormat.CHANNELS_LAST ? -1 : 1, channels);
  }

  /**
   * Returns the number of channels of an input, which from then on is that of all inputs.
   *
   * @throws IllegalArgumentException if it is unknown or 0
   */
  long channels(Shape input) {
    long n = input.get(dataFormat.channelAxis(input.rank()));
    if (n == Shape.UNKNOWN || n == 0) {
      throw errors.bad("input", "of a known number of channels, at least 1", "shape " + input);
    }
    channels = n;
    return n;
  }

  /**
   * Makes sure that something would be left of an input.
   *
   * @throws IllegalArgumentException if the kernel is larger than the input
   */
  void checkSize(Shape input) {
    for (int i = 0; i < rank; i++) {
      long n = input.get(dataFormat.firstSpatialAxis() + i);
      if (reach(i) > n && n != Shape.UNKNOWN && padding.equals("valid")) {
        String gaps =
            SpatialArguments.ones(dilationRate)
                ? ""
                : ", dilationRate " + Arrays.toString(dilationRate);
        throw errors.bad(
            "kernelSize",
            "no larger than the input, unless padding is \"same\"",
            Arrays.toString(kernelSize) + gaps + " for input shape " + input);
      }
    }
  }

  /**
   * Returns strides that reach the same places of an image and none far outside, where oneDNN would
   * compute addresses beyond its integers.
   *
   * @param sizes the spatial sizes, −1 for unknown ones
   */
  int[] stridesWithin(long[] sizes) {
    long largest = Arrays.stream(sizes).max().orElse(1);
    boolean known = Arrays.stream(sizes).allMatch(n -> n >= 0);
    int limit = 1 << 30;
    if (!known && Arrays.stream(strides).anyMatch(s -> s > limit)) {
      throw errors.bad(
          "strides", "at most 2^30 for an input of unknown size", Arrays.toString(strides));
    }
    int most = known ? (int) Math.max(1, Math.min(largest, limit)) : limit;
    return Arrays.stream(strides).map(s -> Math.min(s, most)).toArray();
  }

  /**
   * Returns the distances between the kernel's elements, none larger than makes a difference: from
   * twice the size of the image on, all elements but one at most are in the padding.
   *
   * @param sizes the spatial sizes, −1 for unknown ones
   */
  int[] dilationWithin(long[] sizes) {
    return IntStream.range(0, rank)
        .map(
            i -> {
              if (kernelSize[i] == 1) {
                return 1;
              }
              boolean bounded = !padding.equals("valid") && sizes[i] >= 0;
              return bounded
                  ? (int) Math.min(dilationRate[i], Math.max(1, 2 * sizes[i]))
                  : dilationRate[i];
            })
        .toArray();
  }

  /** Returns the kernel's shape: its sizes, then these dimensions. */
  Shape kernelShape(long... more) {
    return Shape.of(Arrays.stream(kernelSize).asLongStream().toArray()).append(more);
  }
}
