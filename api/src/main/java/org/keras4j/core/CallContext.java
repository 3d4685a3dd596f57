package org.keras4j.core;

import org.jspecify.annotations.Nullable;
import org.keras4j.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * What travels with the call of a layer: the mode, the masks of tensors, the values of variables, a
 * place to leave updates and losses. Inner layers are called with it.
 *
 * <p>The same layer is traced once for training, once for evaluation and once for prediction, each
 * time with its own context.
 */
public interface CallContext {

  /** Returns whether the graph is for training: dropout drops, batch statistics are used. */
  boolean training();

  /**
   * Returns this context in a mode of one's own, for calls of inner layers: Keras's {@code inner(x,
   * training=False)}.
   */
  default CallContext withTraining(boolean training) {
    throw new UnsupportedOperationException("withTraining is for the context that call(…) gets");
  }

  /**
   * Returns which elements of a tensor count, of the shape of its first axes, usually {@code
   * (batch, steps)}; or null if all do. Masks come from {@code Embedding} with {@code maskZero} and
   * {@code Masking}, and travel with the tensors: a layer asks for that of its input.
   */
  default @Nullable Operand<TBool> mask(Operand<?> tensor) {
    return null;
  }

  /**
   * Says which elements of a tensor count. Layers usually override {@link Layer#computeMask}
   * instead.
   */
  default void setMask(Operand<?> tensor, Operand<TBool> mask) {
    throw new UnsupportedOperationException("setMask is for the context that call(…) gets");
  }

  /**
   * Returns the value of a variable, read once a step. After {@link #update} it is the new value.
   */
  Operand<TFloat32> read(Variable variable);

  /** Sets the value that a variable has after this step, such as a moving average. */
  void update(Variable variable, Operand<TFloat32> value);

  /**
   * Returns the value that a variable of any type had when the step began.
   *
   * @param type the variable's type
   */
  <T extends TType> Operand<T> read(Variable variable, Class<T> type);

  /**
   * Adds to a variable at the end of this step; cheaper than reading and updating.
   *
   * @param delta of the variable's type
   */
  void add(Variable variable, Operand<? extends TType> delta);

  /**
   * Returns a seed, two 32-bit integers, for one stateless random operation; another one at each
   * call and at each step, the same ones as in Keras.
   */
  Operand<TInt32> seed(SeedGenerator generator);

  /** Adds a scalar to the loss of the model, in training and evaluation. */
  void addLoss(Operand<TFloat32> loss);
}
