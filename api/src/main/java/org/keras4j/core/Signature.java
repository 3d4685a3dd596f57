package org.keras4j.core;

import java.util.List;
import java.util.stream.Collectors;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;

/**
 * What a model that predicts takes and gives.
 *
 * @param name the model's name
 * @param inputs in the order in which arrays are given by place
 * @param outputs in the order in which arrays come back
 */
public record Signature(String name, List<TensorInfo> inputs, List<TensorInfo> outputs) {

  /**
   * One input or output.
   *
   * @param name by which arrays are given or come back
   * @param shape with the batch dimension; sizes that turn up only with the data are {@link
   *     Shape#UNKNOWN}
   * @param dtype the type of the elements
   */
  public record TensorInfo(String name, Shape shape, DType dtype) {

    /** Returns for example {@code image: float32 (None, 28, 28, 1)}. */
    @Override
    public String toString() {
      return name + ": " + dtype + " " + shape;
    }
  }

  /** Copies the lists. */
  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Returns the names of the inputs. */
  public List<String> inputNames() {
    return inputs.stream().map(TensorInfo::name).toList();
  }

  /** Returns the names of the outputs. */
  public List<String> outputNames() {
    return outputs.stream().map(TensorInfo::name).toList();
  }

  /**
   * Returns one line, for example {@code digits(image: float32 (None, 28, 28, 1)) -> (digit:
   * float32 (None, 10))}.
   */
  @Override
  public String toString() {
    return name + "(" + joined(inputs) + ") -> (" + joined(outputs) + ")";
  }

  private static String joined(List<TensorInfo> all) {
    return all.stream().map(TensorInfo::toString).collect(Collectors.joining(", "));
  }
}
