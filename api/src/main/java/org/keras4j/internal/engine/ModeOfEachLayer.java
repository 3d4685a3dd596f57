package org.keras4j.internal.engine;

import org.keras4j.CallContext;
import org.keras4j.SeedGenerator;
import org.keras4j.Variable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * A context for which nobody has said whether it is training or inference, so that each layer,
 * inside whatever models, computes in the mode that it has by default.
 */
public final class ModeOfEachLayer implements CallContext {

  private final CallContext inner;
  private final boolean training;

  private ModeOfEachLayer(CallContext inner, boolean training) {
    this.inner = inner;
    this.training = training;
  }

  /** Returns a context in which each layer is to choose. */
  static CallContext around(CallContext inner) {
    return new ModeOfEachLayer(inner, false);
  }

  /**
   * Returns what a layer is to be called with: the context itself, unless the layer has the choice.
   */
  public static CallContext chosen(CallContext context, boolean trainingByDefault) {
    return context instanceof ModeOfEachLayer open
        ? new ModeOfEachLayer(open.inner, trainingByDefault)
        : context;
  }

  @Override
  public boolean training() {
    return training;
  }

  @Override
  public Operand<TFloat32> read(Variable variable) {
    return inner.read(variable);
  }

  @Override
  public void update(Variable variable, Operand<TFloat32> value) {
    inner.update(variable, value);
  }

  @Override
  public <T extends TType> Operand<T> read(Variable variable, Class<T> type) {
    return inner.read(variable, type);
  }

  @Override
  public void add(Variable variable, Operand<? extends TType> delta) {
    inner.add(variable, delta);
  }

  @Override
  public Operand<TInt32> seed(SeedGenerator generator) {
    return inner.seed(generator);
  }

  @Override
  public void addLoss(Operand<TFloat32> loss) {
    inner.addLoss(loss);
  }
}
