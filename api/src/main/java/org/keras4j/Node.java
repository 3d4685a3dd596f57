package org.keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.DType;

/** One call of a layer on symbolic tensors: an edge of the functional graph. */
final class Node {

  private static final AtomicLong CREATED = new AtomicLong();

  private final Layer layer;
  private final List<KerasTensor> inputs;
  private final List<KerasTensor> outputs = new ArrayList<>();
  private final long order = CREATED.getAndIncrement();
  private final @Nullable Boolean training;

  Node(
      Layer layer,
      List<KerasTensor> inputs,
      @Nullable Boolean training,
      List<Shape> shapes,
      List<DType> dtypes) {
    this.layer = layer;
    this.inputs = List.copyOf(inputs);
    this.training = training;
    for (int i = 0; i < shapes.size(); i++) {
      outputs.add(new KerasTensor(shapes.get(i), dtypes.get(i), this, i));
    }
  }

  Layer layer() {
    return layer;
  }

  List<KerasTensor> inputs() {
    return inputs;
  }

  /** Returns the mode that was given for this call, or null. */
  @Nullable Boolean training() {
    return training;
  }

  List<KerasTensor> outputs() {
    return outputs;
  }

  /** Orders calls by the time they were made. */
  long order() {
    return order;
  }
}
