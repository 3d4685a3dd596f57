package org.keras4j.internal.layers;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;

/** One call of a layer on symbolic tensors: an edge of the functional graph. */
public final class Node {

  private final Layer layer;
  private final List<KerasTensor> inputs;
  private final List<KerasTensor> outputs;
  private final @Nullable Boolean training;
  private boolean separate;

  /**
   * Notes a call.
   *
   * @param training the mode that was given for this call, or null
   * @param results makes the tensors that the call gives
   */
  public Node(
      Layer layer,
      List<KerasTensor> inputs,
      @Nullable Boolean training,
      Function<Node, List<KerasTensor>> results) {
    this.layer = layer;
    this.inputs = List.copyOf(inputs);
    this.training = training;
    this.outputs = List.copyOf(results.apply(this));
  }

  /** Returns the call that a tensor comes from. */
  public static Node of(KerasTensor tensor) {
    return LayerAccess.get().node(tensor);
  }

  /** Returns the place of a tensor among the outputs of its call. */
  public static int index(KerasTensor tensor) {
    return LayerAccess.get().index(tensor);
  }

  /** Returns what was called. */
  public Layer layer() {
    return layer;
  }

  /** Returns what it was called on. */
  public List<KerasTensor> inputs() {
    return inputs;
  }

  /** Notes that Python gives the inputs as arguments of their own, not as a list. */
  public void takesSeparateInputs() {
    separate = true;
  }

  /** Returns whether Python gives the inputs as arguments of their own; by default as a list. */
  public boolean hasSeparateInputs() {
    return separate;
  }

  /** Returns the mode that was given for this call, or null. */
  public @Nullable Boolean training() {
    return training;
  }

  /** Returns what it gave. */
  public List<KerasTensor> outputs() {
    return outputs;
  }
}
