package org.keras4j.internal.optimizers;

import java.util.List;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.Bridge;
import org.keras4j.optimizers.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the engine does with an {@link Optimizer} and users do not. */
public abstract class OptimizerAccess {

  private static final Bridge<OptimizerAccess> BRIDGE = new Bridge<>(Optimizer.class);

  /** For {@link Optimizer}. */
  protected OptimizerAccess() {}

  /** Registers the implementation. */
  public static void set(OptimizerAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static OptimizerAccess get() {
    return BRIDGE.get();
  }

  /**
   * Makes the slots, once.
   *
   * @throws IllegalArgumentException if the optimizer was built for other weights
   */
  public abstract void build(Optimizer optimizer, List<Variable> trainable);

  /** Returns the state that a step changes: all of it but the learning rate. */
  public abstract List<Variable> changing(Optimizer optimizer);

  /** Multiplies the loss before gradients are taken; {@link #step} divides them again. */
  public abstract Operand<TFloat32> scaleLoss(Optimizer optimizer, Ops tf, Operand<TFloat32> loss);

  /**
   * Adds one step to a training graph.
   *
   * @param reached the weights that have a gradient
   * @return the operations that complete the step
   */
  public abstract List<Op> step(
      Optimizer optimizer,
      Ops tf,
      UpdateContext context,
      List<Variable> reached,
      List<Operand<TFloat32>> gradients);

  /** Gives the weights the values of their moving averages, if those are kept. */
  public abstract void finalizeWeights(Optimizer optimizer);
}
