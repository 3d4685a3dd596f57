package org.keras4j.internal.graph;

import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What probabilities were made of: losses and metrics on it are faster and more precise. */
public final class Logits {

  private Logits() {}

  /** Returns the input of the softmax or sigmoid that makes these probabilities, or null. */
  public static @Nullable Operand<TFloat32> behind(Operand<TFloat32> probabilities) {
    Operand<TFloat32> ofSoftmax = behind("Softmax", probabilities);
    return ofSoftmax != null ? ofSoftmax : behind("Sigmoid", probabilities);
  }

  /**
   * Returns the input of the operation that makes these probabilities.
   *
   * @param type of that operation, {@code Softmax} or {@code Sigmoid}
   * @param probabilities what a model returns
   * @return null if they come from another operation
   */
  @SuppressWarnings("unchecked")
  public static @Nullable Operand<TFloat32> behind(String type, Operand<TFloat32> probabilities) {
    return probabilities.op() instanceof GraphOperation op && op.type().equals(type)
        ? (Operand<TFloat32>) op.inputs().get(0)
        : null;
  }
}
