package org.keras4j.internal.graph;

import java.util.HashMap;
import java.util.Map;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** A context without variables behind it, for graphs that are traced but never run. */
final class ScratchContext extends GraphContext {

  private final Ops tf;
  private final Map<Variable, Operand<TFloat32>> reads = new HashMap<>();

  ScratchContext(Ops tf) {
    this.tf = tf;
  }

  /** Training, because that is the larger graph: what fails only there fails now. */
  @Override
  public boolean training() {
    return true;
  }

  @Override
  public Operand<TFloat32> read(Variable v) {
    return reads.computeIfAbsent(
        v, w -> tf.placeholder(TFloat32.class, Placeholder.shape(Tensors.shape(w.shape()))));
  }

  @Override
  public <T extends TType> Operand<T> read(Variable v, Class<T> type) {
    return tf.placeholder(type, Placeholder.shape(Tensors.shape(v.shape())));
  }

  @Override
  public void update(Variable v, Operand<TFloat32> value) {
    reads.put(v, value);
  }

  @Override
  public void add(Variable v, Operand<? extends TType> delta) {}

  @Override
  public Operand<TInt32> seed(SeedGenerator generator) {
    return tf.constant(new int[] {1, 2});
  }

  @Override
  public void addLoss(Operand<TFloat32> loss) {}
}
