package org.keras4j.examples.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Samples for a model, from nested lists of numbers in JSON and back. */
final class Samples {

  private final Shape expected;
  private final int most;

  /**
   * Makes the conversion for a model.
   *
   * @param expected the shape of its input with the batch dimension
   * @param most how many samples may come at once
   */
  Samples(Shape expected, int most) {
    this.expected = expected;
    this.most = most;
  }

  /**
   * Returns the samples in {@code {"instances": [sample, …]}}.
   *
   * @throws HttpFailure with status 400 if there are none or too many, or one is not of numbers or
   *     not of the model's shape
   */
  NDArray read(JsonNode body) {
    JsonNode instances = body.get("instances");
    if (instances == null || !instances.isArray() || body.size() != 1) {
      throw wrong("The body must be {\"instances\": [sample, …]}");
    }
    if (instances.isEmpty() || instances.size() > most) {
      throw wrong("instances must have 1 to " + most + " samples; received " + instances.size());
    }
    long[] sizes = sizes(instances);
    Shape given = Shape.of(sizes);
    if (!expected.isCompatibleWith(given)) {
      throw wrong(
          "Each sample must have shape "
              + expected.dropBatch()
              + "; received the first with shape "
              + given.dropBatch());
    }
    var numbers = FloatBuffer.allocate(Math.toIntExact(given.size()));
    fill(numbers, instances, sizes, 0);
    return NDArray.wrap(numbers.array(), sizes);
  }

  /** Returns how long the lists are, after the first of each. */
  private static long[] sizes(JsonNode instances) {
    var sizes = new ArrayList<Long>();
    for (JsonNode n = instances; n != null && n.isArray(); n = n.get(0)) {
      sizes.add((long) n.size());
    }
    return sizes.stream().mapToLong(size -> size).toArray();
  }

  private static void fill(FloatBuffer numbers, JsonNode node, long[] sizes, int axis) {
    if (axis == sizes.length) {
      float number = node.floatValue();
      if (!node.isNumber() || !Float.isFinite(number)) {
        throw wrong("Samples must consist of numbers in the range of floats; received " + node);
      }
      numbers.put(number);
      return;
    }
    if (!node.isArray() || node.size() != sizes[axis]) {
      throw wrong(
          "All lists at depth "
              + (axis + 1)
              + " must have "
              + sizes[axis]
              + " elements, as the first; received "
              + (node.isArray() ? "one with " + node.size() : node.getNodeType()));
    }
    for (JsonNode element : node) {
      fill(numbers, element, sizes, axis + 1);
    }
  }

  private static HttpFailure wrong(String message) {
    return new HttpFailure(400, message);
  }

  /** Returns an array as nested lists of numbers. */
  static Object write(NDArray array) {
    if (array.rank() == 0) {
      return array.getFloat();
    }
    List<Object> elements = new ArrayList<>(array.length());
    for (int i = 0; i < array.length(); i++) {
      elements.add(write(array.get(i)));
    }
    return elements;
  }

  /** Returns the sizes of a shape, null where it is open. */
  static List<@Nullable Long> sizes(Shape shape) {
    List<@Nullable Long> sizes = new ArrayList<>();
    for (long size : shape.asArray()) {
      sizes.add(size == Shape.UNKNOWN ? null : size);
    }
    return sizes;
  }
}
