package org.keras4j.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.Model;
import org.keras4j.ndarray.Shape;
import org.keras4j.core.Variable;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.losses.Reduction;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A model whose loss {@link GradientCheck} differentiates by its trainable weights, and the batch to
 * do it with.
 *
 * @param model compiled so that a training step subtracts the gradient from the weights
 * @param batch what {@code trainOnBatch} gets
 */
public record GradientSubject(Model model, FitOptions batch) implements AutoCloseable {

  private static final int SAMPLES = 2;

  /**
   * Returns a layer behind inputs that can be differentiated by, with weights on both sides of
   * zero; the loss is the sum of its outputs times random numbers.
   *
   * @param inputs shapes of the inputs, with −1 for unknown sizes
   * @param low the smallest value of inputs of floats
   * @param high the largest one
   */
  public static GradientSubject of(
      LayerExample example, List<Shape> inputs, double low, double high, long seed) {
    Keras.setRandomSeed(seed);
    Random random = new Random(seed);
    List<KerasTensor> in = new ArrayList<>();
    List<KerasTensor> shifted = new ArrayList<>();
    List<Layer> shifts = new ArrayList<>();
    List<NDArray> x = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      KerasTensor input = Input.of(example.dtype(), inputs.get(i).asArray());
      in.add(input);
      if (example.dtype() == DType.FLOAT32) {
        Shape batch = example.shapes().get(i).prepend(SAMPLES);
        Layer shift = new InputShift(batch);
        shifts.add(shift);
        shifted.add(shift.apply(input));
        x.add(NDArray.zeros(batch.asArray()));
      } else {
        shifted.add(input);
        x.add(example.samples(SAMPLES).get(i));
      }
    }
    Model model = new Model(in, example.layer().get().apply(shifted));
    for (Variable v : model.trainableWeights()) {
      v.assign(random(random, v.shape(), 0.3, 1.2).multiply(signs(random, v.shape())));
    }
    for (Layer shift : shifts) {
      Variable v = shift.weights().get(0);
      v.assign(random(random, v.shape(), low, high));
    }
    // RandomCrop has another shape in inference.
    Shape symbolic = model.outputShape().withBatch(SAMPLES);
    Shape output = symbolic.isFullyKnown() ? symbolic : model.predictOnBatch(x).get(0).shape();
    NDArray y = random(random, output, 0.5, 1.5).multiply(signs(random, output));
    compile(model, sum());
    return new GradientSubject(model, new FitOptions().x(x).y(y));
  }

  /** Returns a loss of predictions that can be differentiated by, maybe behind an activation. */
  public static GradientSubject of(
      Loss loss, NDArray y, NDArray p, @Nullable NDArray weights, @Nullable String activation) {
    KerasTensor input = Input.of(p.shape().dropBatch().asArray());
    Layer shift = new InputShift(p.shape());
    KerasTensor output = shift.apply(input);
    if (activation != null) {
      output = new org.keras4j.layers.Activation(activation).apply(output);
    }
    Model model = new Model(List.of(input), List.of(output));
    shift.setWeights(List.of(p));
    compile(model, loss);
    FitOptions batch = new FitOptions().x(NDArray.zeros(p.shape().asArray())).y(y);
    return new GradientSubject(model, weights == null ? batch : batch.sampleWeight(weights));
  }

  /** Returns what a layer alone adds to the loss; its output is multiplied by zero. */
  public static GradientSubject ofPenalty(Layer layer, NDArray weight) {
    KerasTensor input = Input.of(weight.shape().get(0));
    Model model = new Model(List.of(input), List.of(layer.apply(input)));
    layer.setWeights(List.of(weight));
    compile(model, sum());
    NDArray x = NDArray.ones(SAMPLES, weight.shape().get(0));
    NDArray y = NDArray.zeros(SAMPLES, weight.shape().get(1));
    return new GradientSubject(model, new FitOptions().x(x).y(y));
  }

  private static Loss sum() {
    return Losses.of("sum_of_products", GradientSubject::products).reduction(Reduction.SUM);
  }

  private static Operand<TFloat32> products(
      Ops tf, Operand<TFloat32> factors, Operand<TFloat32> outputs) {
    return tf.reduceSum(tf.math.mul(factors, outputs), tf.constant(-1));
  }

  private static void compile(Model model, Loss loss) {
    model.compile(c -> c.optimizer(new SGD(1)).loss(loss));
  }

  /** Returns random numbers from {@code low} to {@code high}. */
  public static NDArray random(Random random, Shape shape, double low, double high) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return NDArray.wrap(values, shape.asArray());
  }

  private static NDArray signs(Random random, Shape shape) {
    return random(random, shape, -1, 1).map(Math::signum);
  }

  @Override
  public void close() {
    model.close();
  }
}
