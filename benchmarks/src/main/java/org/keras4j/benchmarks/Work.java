package org.keras4j.benchmarks;

import java.util.List;
import org.keras4j.Sequential;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.Shape;

/**
 * Counts the floating point operations of the products in a network: a multiplication and an
 * addition for each weight and each place where it is used. All else (bias, activation, pooling,
 * the optimizer) counts as nothing, so that a share of the machine's peak is never flattering.
 */
final class Work {

  private Work() {}

  /** Returns the operations of the forward pass of one sample. */
  static double forward(Sequential model) {
    return model.layers().stream().mapToDouble(Work::forward).sum();
  }

  /**
   * Returns the operations of training on one sample: forward, the gradients by the weights, and
   * those by the inputs, which the first layer with weights does not need.
   */
  static double training(Sequential model) {
    List<Double> products = model.layers().stream().map(Work::forward).filter(f -> f > 0).toList();
    return 3 * forward(model) - products.get(0);
  }

  /**
   * Returns how many bytes of weights, their gradients and Adam's two moments a step reads and
   * writes at least, whatever the batch: weights for the forward pass, gradients once written, then
   * all four read and all but the gradients written. What the gradients by inputs read again is
   * left out, so that a share of the memory's rate is never flattering.
   */
  static double bytesOfWeights(Sequential model) {
    return 9. * Float.BYTES * model.countParams();
  }

  private static double forward(Layer layer) {
    if (layer instanceof Dense) {
      return 2. * kernel(layer).size();
    }
    if (layer instanceof Conv2D) {
      Shape output = layer.output().shape();
      return 2. * kernel(layer).size() * output.get(1) * output.get(2);
    }
    return 0;
  }

  private static Shape kernel(Layer layer) {
    return layer.weights().get(0).shape();
  }
}
