package org.keras4j.layers;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Node;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** What models reach of a layer. */
final class LayerDoor extends LayerAccess {

  @Override
  public String describe(Layer layer) {
    return layer.describe();
  }

  @Override
  public void buildOnce(Layer layer, List<Shape> inputs) {
    layer.caller().buildOnce(inputs);
  }

  @Override
  public List<Operand<?>> call(
      Layer layer, Ops tf, List<Operand<?>> inputs, CallContext context, @Nullable Boolean atNode) {
    return layer.caller().inGraph(tf, inputs, context, atNode);
  }

  @Override
  public boolean differentiable(Layer layer) {
    return layer.differentiable();
  }

  @Override
  public boolean trainingByDefault(Layer layer) {
    return layer.trainingByDefault();
  }

  @Override
  public List<KerasTensor> inOrder(Layer layer, Map<String, KerasTensor> byName) {
    return layer.inOrder(byName);
  }

  @Override
  public List<Node> calls(Layer layer) {
    return layer.calls();
  }

  @Override
  public void forget(Layer layer, Node call) {
    layer.caller().forget(call);
  }

  @Override
  public void placeIn(Layer outer, Layer layer) {
    layer.state().placeIn(outer);
  }

  @Override
  public List<Layer> sublayers(Layer layer) {
    return layer.sublayers();
  }

  @Override
  public Map<String, Layer> folders(Layer layer) {
    return Sublayers.folders(layer, layer.state().sublayers());
  }

  @Override
  public List<Variable> ownWeights(Layer layer) {
    return layer.state().ownWeights();
  }

  @Override
  public void leaveMasksToSublayers(Layer layer) {
    layer.caller().isFirstMaskLost();
  }

  @Override
  public Node node(KerasTensor tensor) {
    return tensor.node();
  }

  @Override
  public int index(KerasTensor tensor) {
    return tensor.index();
  }
}
