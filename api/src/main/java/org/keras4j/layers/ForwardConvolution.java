package org.keras4j.layers;

import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the convolutions of different dimensions share.
 *
 * @param <S> the layer's own type
 */
public abstract class ForwardConvolution<S extends ForwardConvolution<S>>
    extends ConvolutionLayer<S> {

  private int groups = 1;

  ForwardConvolution(int rank, int filters, int[] kernelSize) {
    super(rank, filters, kernelSize);
  }

  /**
   * Sets into how many parts the channels are divided, each convolved by its share of the filters;
   * it divides both. By default 1.
   */
  public S groups(int value) {
    return set("groups", () -> groups = checkGroups(value));
  }

  private int checkGroups(int value) {
    if (value < 1 || filters() % value != 0) {
      throw badArgument("groups", "a divisor of filters (" + filters() + ")", value);
    }
    return value;
  }

  @Override
  void checkSize(Shape input) {
    arguments.checkSize(input);
  }

  @Override
  Shape kernelShape(long channels) {
    if (channels % groups != 0) {
      throw badArgument("groups", "a divisor of the input's channels (" + channels + ")", groups);
    }
    return arguments.kernelShape(channels / groups, filters());
  }

  @Override
  Operand<TFloat32> convolve(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel) {
    return Convolutions.convolve(tf, x, kernel, groups, arguments);
  }

  @Override
  void groupConfig(Config c) {
    c.integer("groups", groups, this::groups);
  }
}
