package org.keras4j.internal.graph;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * One call of one layer: the graph it goes into, the layer, and the mode, which somebody may have
 * said for all layers inside. If nobody has, each layer computes in the mode that it has by
 * default.
 */
public final class LayerCall implements CallContext {

  private final CallContext graph;
  private final @Nullable Object caller;
  private final @Nullable Boolean said;
  private final boolean training;

  private LayerCall(
      CallContext graph, @Nullable Object caller, @Nullable Boolean said, boolean training) {
    this.graph = graph;
    this.caller = caller;
    this.said = said;
    this.training = training;
  }

  /** Returns a context in which each layer is to choose its mode. */
  static CallContext open(CallContext graph) {
    return new LayerCall(graph, null, null, false);
  }

  /**
   * Returns what a layer is to be called with.
   *
   * @param context of the caller
   * @param atNode the mode that was given when the layer was called on symbolic tensors; as in
   *     Keras it counts only if the caller says none
   * @param byDefault the layer's mode if nobody says one
   */
  public static LayerCall of(
      CallContext context, Object caller, @Nullable Boolean atNode, boolean byDefault) {
    Boolean said = context instanceof LayerCall call ? call.said : (Boolean) context.training();
    Boolean mode = said != null ? said : atNode;
    return new LayerCall(graph(context), caller, mode, mode != null ? mode : byDefault);
  }

  /** Returns the context of the graph, behind whatever calls. */
  static CallContext graph(CallContext context) {
    return context instanceof LayerCall call ? call.graph : context;
  }

  /** Returns the layer that computes in this context, or null outside all layers. */
  public static @Nullable Object caller(CallContext context) {
    return context instanceof LayerCall call ? call.caller : null;
  }

  @Override
  public boolean training() {
    return training;
  }

  @Override
  public CallContext withTraining(boolean mode) {
    return new LayerCall(graph, caller, mode, mode);
  }

  @Override
  public @Nullable Operand<TBool> mask(Operand<?> tensor) {
    return graph.mask(tensor);
  }

  @Override
  public void setMask(Operand<?> tensor, Operand<TBool> mask) {
    graph.setMask(tensor, mask);
  }

  @Override
  public Operand<TFloat32> read(Variable variable) {
    return graph.read(present(variable));
  }

  /** A weight that build did not make is null, whatever its type says. */
  private Variable present(@Nullable Variable variable) {
    if (variable == null) {
      throw new IllegalArgumentException(
          "read: the variable is null; was it made in build(Shape), with that very signature, or"
              + " is the layer called before it is built?");
    }
    return variable;
  }

  @Override
  public void update(Variable variable, Operand<TFloat32> value) {
    graph.update(variable, value);
  }

  @Override
  public <T extends TType> Operand<T> read(Variable variable, Class<T> type) {
    return graph.read(present(variable), type);
  }

  @Override
  public void add(Variable variable, Operand<? extends TType> delta) {
    graph.add(variable, delta);
  }

  @Override
  public Operand<TInt32> seed(SeedGenerator generator) {
    return graph.seed(generator);
  }

  @Override
  public void addLoss(Operand<TFloat32> loss) {
    graph.addLoss(loss);
  }
}
