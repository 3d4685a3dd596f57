package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a rule needs to know of the step it is applied in. */
public final class OptimizerStep {

  private final Ops tf;
  private final UpdateContext context;
  private final Operand<TFloat32> learningRate;
  private final Operand<TFloat32> t;
  private final Map<String, Operand<TFloat32>> shared = new HashMap<>();
  private final List<Op> ends = new ArrayList<>();

  OptimizerStep(
      Ops tf, UpdateContext context, Operand<TFloat32> learningRate, Operand<TFloat32> t) {
    this.tf = tf;
    this.context = context;
    this.learningRate = learningRate;
    this.t = t;
  }

  /** Returns the graph. */
  public UpdateContext context() {
    return context;
  }

  /** Returns the learning rate of this step. */
  public Operand<TFloat32> learningRate() {
    return learningRate;
  }

  /** Returns the number of this update, from 1, as float32. */
  public Operand<TFloat32> t() {
    return t;
  }

  /** Returns a value that is the same for all weights, adding it to the graph only once. */
  public Operand<TFloat32> once(String key, Function<Ops, Operand<TFloat32>> make) {
    Operand<TFloat32> v = shared.get(key);
    if (v == null) {
      v = make.apply(tf);
      shared.put(key, v);
    }
    return v;
  }

  /** Returns a constant, adding it to the graph only once. */
  public Operand<TFloat32> constant(double value) {
    float f = (float) value;
    return once("constant " + f, ops -> ops.constant(f));
  }

  /** Sets a slot at the end of this step. */
  public void assign(Variable slot, Operand<TFloat32> value) {
    ends.add(tf.assignVariableOp(context.handle(slot), value));
  }

  List<Op> ends() {
    return ends;
  }
}
