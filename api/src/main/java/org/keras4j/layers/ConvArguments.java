package org.keras4j.layers;

import java.util.Arrays;
import java.util.List;
import org.keras4j.Config;
import org.keras4j.Shape;
import org.keras4j.internal.Names;

/** What all convolutions have: sizes, strides, padding, dilation, and where the channels are. */
final class ConvArguments {

  final int rank;
  private final Sizes.Errors errors;
  int[] kernelSize;
  int[] strides;
  int[] dilationRate;
  String padding = "valid";
  DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  ConvArguments(int rank, int[] kernelSize, Sizes.Errors errors) {
    this.rank = rank;
    this.errors = errors;
    this.kernelSize = Sizes.of(rank, kernelSize, "kernelSize", errors);
    this.strides = Sizes.same(rank, 1);
    this.dilationRate = Sizes.same(rank, 1);
  }

  void strides(int[] given) {
    strides = Sizes.of(rank, given, "strides", errors);
    checkDilation();
  }

  void dilationRate(int[] given) {
    dilationRate = Sizes.of(rank, given, "dilationRate", errors);
    checkDilation();
  }

  private void checkDilation() {
    if (!Sizes.ones(strides) && !Sizes.ones(dilationRate)) {
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
    return (kernelSize[axis] - 1) * dilationRate[axis] + 1;
  }

  /**
   * Returns the number of channels of an input.
   *
   * @throws IllegalArgumentException if it is unknown
   */
  long channels(Shape input) {
    long channels = input.get(dataFormat.channelAxis(input.rank()));
    if (channels == Shape.UNKNOWN) {
      throw errors.bad("input", "of a known number of channels", "shape " + input);
    }
    return channels;
  }

  /**
   * Makes sure that something would be left of an input.
   *
   * @throws IllegalArgumentException if the kernel is larger than the input
   */
  void checkSize(Shape input) {
    for (int i = 0; i < rank && padding.equals("valid"); i++) {
      long n = input.get(dataFormat.firstSpatialAxis() + i);
      if (n != Shape.UNKNOWN && n < reach(i)) {
        String gaps =
            Sizes.ones(dilationRate) ? "" : ", dilationRate " + Arrays.toString(dilationRate);
        throw errors.bad(
            "kernelSize",
            "no larger than the input, unless padding is \"same\"",
            Arrays.toString(kernelSize) + gaps + " for input shape " + input);
      }
    }
  }

  /** Returns the kernel's shape: its sizes, then these dimensions. */
  Shape kernelShape(long... more) {
    return Shape.of(Arrays.stream(kernelSize).asLongStream().toArray()).append(more);
  }

  /** Exchanges kernel size, strides and padding. */
  void sizesConfig(Config c, List<String> paddings) {
    kernelSize = Sizes.of(rank, c.integers("kernel_size", kernelSize), "kernelSize", errors);
    strides(c.integers("strides", strides));
    padding(c.text("padding", padding), paddings);
  }

  /** Exchanges the data format and the dilation. */
  void formatConfig(Config c) {
    dataFormat = DataFormat.config(c, dataFormat);
    dilationRate(c.integers("dilation_rate", dilationRate));
  }
}
