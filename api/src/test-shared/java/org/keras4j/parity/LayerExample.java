package org.keras4j.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.keras4j.Input;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.Model;
import org.keras4j.ndarray.Shape;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/**
 * A layer with inputs that it can take, for tests of all layers.
 *
 * @param name the class name, then what is special
 * @param layer makes the layer
 * @param dtype of the inputs
 * @param shapes of a sample of each input
 * @param unknown the same shapes with −1 for sizes that the layer need not know; null if it must
 *     know all
 */
public record LayerExample(
    String name, Supplier<Layer> layer, DType dtype, List<Shape> shapes, List<Shape> unknown) {

  /** Returns an example with one input of float32. */
  public static LayerExample of(String name, Supplier<Layer> layer, long... shape) {
    return new LayerExample(name, layer, DType.FLOAT32, List.of(Shape.of(shape)), null);
  }

  /** Returns an example with two inputs of one shape. */
  public static LayerExample merging(String name, Supplier<Layer> layer, long... shape) {
    Shape s = Shape.of(shape);
    return new LayerExample(name, layer, DType.FLOAT32, List.of(s, s), null);
  }

  /** Returns the example with inputs of whole numbers. */
  public LayerExample ints() {
    return new LayerExample(name + ", int32", layer, DType.INT32, shapes, unknown);
  }

  /** Returns the example with sizes that are unknown; the same for each input. */
  public LayerExample unknown(long... shape) {
    List<Shape> all = shapes.stream().map(s -> Shape.of(shape)).toList();
    return new LayerExample(name, layer, dtype, shapes, all);
  }

  /** Returns the class name. */
  public String className() {
    return name.replaceAll("[ ,].*", "");
  }

  /** Returns a model in which other layers may stand around the layer. */
  public Model model(List<Shape> inputs, List<Layer> before, List<Layer> after) {
    List<KerasTensor> in = new ArrayList<>();
    inputs.forEach(s -> in.add(Input.of(dtype, s.asArray())));
    List<KerasTensor> x = in;
    for (Layer l : before) {
      x = x.stream().map(l::apply).toList();
    }
    Layer middle = layer.get();
    List<KerasTensor> y = middle.apply(x);
    for (Layer l : after) {
      y = l.apply(y);
    }
    Model model = new Model(in, y);
    Random random = new Random(7);
    model.setWeights(
        model.getWeights().stream().map(w -> uniform(random, w.shape(), 0.5f, 1.5f)).toList());
    return model;
  }

  /** Returns some samples for each input. */
  public List<NDArray> samples(int n) {
    Random random = new Random(n);
    return shapes.stream()
        .map(s -> s.prepend(n))
        .map(
            s ->
                dtype == DType.FLOAT32
                    ? uniform(random, s, -1, 1)
                    : uniform(random, s, 0, 8).asType(dtype))
        .toList();
  }

  private static NDArray uniform(Random random, Shape shape, float low, float high) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * random.nextFloat();
    }
    return NDArray.wrap(values, shape.asArray());
  }

  @Override
  public String toString() {
    return name + " " + shapes + Arrays.toString(unknown == null ? null : unknown.toArray());
  }
}
