package org.keras4j.internal.engine;

import org.keras4j.Shape;
import org.keras4j.internal.MemoryLimit;

/**
 * The largest of the outputs of a model's layers.
 *
 * @param model the model's name
 * @param layer the layer's name
 * @param shape of the output, with the batch dimension
 */
public record LargestOutput(String model, String layer, Shape shape) {

  /**
   * Refuses batches that are too large for this machine.
   *
   * @throws IllegalArgumentException if the output could not be held in memory
   */
  void check(int rows) {
    // Before the texts are made, as this is called for every batch.
    if (MemoryLimit.exceeds(rows * MemoryLimit.bytes(shape))) {
      MemoryLimit.check(
          "Model '" + model + "': the output of layer '" + layer + "' for a batch",
          shape.withBatch(rows),
          "Use a smaller batchSize.");
    }
  }
}
