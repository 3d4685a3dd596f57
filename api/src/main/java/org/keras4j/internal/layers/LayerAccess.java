package org.keras4j.internal.layers;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.Bridge;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** What models do with a {@link Layer} and users do not. */
public abstract class LayerAccess {

  private static final Bridge<LayerAccess> BRIDGE = new Bridge<>(Layer.class);

  /** For {@link Layer}. */
  protected LayerAccess() {}

  /** Registers the implementation. */
  public static void set(LayerAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static LayerAccess get() {
    return BRIDGE.get();
  }

  /** Returns what error messages begin with. */
  public abstract String describe(Layer layer);

  /** Builds the layer unless it is built, and checks the shapes in any case. */
  public abstract void buildOnce(Layer layer, List<Shape> inputs);

  /**
   * Calls the layer, with everything around it: name scope, checks, masks, activity regularization.
   *
   * @param atNode the mode that was given when the layer was called on symbolic tensors, or null
   */
  public abstract List<Operand<?>> call(
      Layer layer, Ops tf, List<Operand<?>> inputs, CallContext context, @Nullable Boolean atNode);

  /** Returns whether gradients can flow from the output back to the input. */
  public abstract boolean differentiable(Layer layer);

  /** Returns the mode of a call on data that does not say one. */
  public abstract boolean trainingByDefault(Layer layer);

  /** Returns tensors that are given by name in the order of the layer's inputs. */
  public abstract List<KerasTensor> inOrder(Layer layer, Map<String, KerasTensor> byName);

  /** Returns the calls on symbolic tensors, in the order they were made. */
  public abstract List<Node> calls(Layer layer);

  /** Forgets a call, because it was undone. */
  public abstract void forget(Layer layer, Node call);

  /** Puts the layer below another one, unless it was called before; as in Keras it stays there. */
  public abstract void placeIn(Layer outer, Layer layer);

  /** Returns the layers inside this one, in order; none for most layers. */
  public abstract List<Layer> sublayers(Layer layer);

  /** Returns the layers inside this one by the folders of their weights in files. */
  public abstract Map<String, Layer> folders(Layer layer);

  /** Returns the layer's own weights without those of inner layers, trainable ones first. */
  public abstract List<Variable> ownWeights(Layer layer);

  /** Says that the layers inside lose masks, each with its own warning, and not this one. */
  public abstract void leaveMasksToSublayers(Layer layer);

  /** Returns the call that a tensor comes from. */
  public abstract Node node(KerasTensor tensor);

  /** Returns the place of a tensor among the outputs of its call. */
  public abstract int index(KerasTensor tensor);
}
