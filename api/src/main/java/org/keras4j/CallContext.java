package org.keras4j;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * What a layer needs from the graph it is being put into: the mode, the values of its variables, a
 * place to leave updates and losses.
 *
 * <p>The same layer is traced once for training, once for evaluation and once for prediction, each
 * time with its own context.
 */
public interface CallContext {

  /** Returns whether the graph is for training: dropout drops, batch statistics are used. */
  boolean training();

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
