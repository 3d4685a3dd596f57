package org.keras4j.layers;

import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;

/**
 * What the depthwise convolutions of different dimensions share.
 *
 * @param <S> the layer's own type
 */
public abstract class DepthwiseConvolution<S extends DepthwiseConvolution<S>>
    extends DepthwiseLayer<S> {

  DepthwiseConvolution(int rank, int[] kernelSize) {
    super(rank, kernelSize);
  }

  @Override
  protected void build(Shape input) {
    addBias(addDepthwiseKernel("kernel", input));
  }

  @Override
  protected void config(Config c) {
    multiplierConfig(c);
    sizesConfig(c);
    depthwise.initializerConfig(c);
    biasArguments.initializerConfig(c);
    depthwise.regularizerConfig(c);
    biasArguments.regularizerConfig(c);
    activityRegularizerConfig(c);
    depthwise.constraintConfig(c);
    biasArguments.constraintConfig(c);
  }
}
