package org.keras4j.internal.graph;

/**
 * A tensor of a graph by its name.
 *
 * @param operation the name of the operation that computes it
 * @param index its place among the outputs of that operation
 */
public record TensorName(String operation, int index) {

  /**
   * Returns what TensorFlow writes as {@code operation:index}; without an index it is 0.
   *
   * @throws IllegalArgumentException if the index is no number
   */
  public static TensorName parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return colon < 0
          ? new TensorName(text, 0)
          : new TensorName(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no name of a tensor", e);
    }
  }

  /** Returns {@code operation:index}. */
  @Override
  public String toString() {
    return operation + ":" + index;
  }
}
