package org.keras4j.internal.engine;

import java.util.HashMap;
import java.util.Map;
import org.keras4j.CallContext;
import org.keras4j.SeedGenerator;
import org.keras4j.Variable;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** A context for inference in which variables are constants, so that TensorFlow can fold them. */
final class FrozenContext implements CallContext {

  private final Ops tf;
  private final Map<Variable, Operand<TFloat32>> constants = new HashMap<>();

  FrozenContext(Ops tf) {
    this.tf = tf;
  }

  @Override
  public boolean training() {
    return false;
  }

  @Override
  public Operand<TFloat32> read(Variable v) {
    return constants.computeIfAbsent(v, this::constant);
  }

  @Override
  @SuppressWarnings("unchecked") // layers have float32 state only
  public <T extends TType> Operand<T> read(Variable v, Class<T> type) {
    if (type != TFloat32.class) {
      throw new IllegalStateException("Inference reads float32 variables only: " + v.path());
    }
    return (Operand<T>) read(v);
  }

  private Operand<TFloat32> constant(Variable v) {
    try (Tensor value = Tensors.of(v.value())) {
      return tf.scope()
          .opBuilder("Const", tf.scope().makeOpName("Const"))
          .setAttr("value", value)
          .setAttr("dtype", DataType.DT_FLOAT)
          .build()
          .output(0);
    }
  }

  @Override
  public void update(Variable v, Operand<TFloat32> value) {
    throw new IllegalStateException("Nothing is updated in inference: " + v.path());
  }

  @Override
  public void add(Variable v, Operand<? extends TType> delta) {
    throw new IllegalStateException("Nothing is updated in inference: " + v.path());
  }

  @Override
  public Operand<TInt32> seed(SeedGenerator generator) {
    throw new IllegalStateException("Nothing is random in inference");
  }

  @Override
  public void addLoss(Operand<TFloat32> loss) {}
}
