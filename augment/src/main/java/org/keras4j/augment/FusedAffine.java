package org.keras4j.augment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Does at once what several of {@link RandomRotation}, {@link RandomTranslation}, {@link
 * RandomZoom} and {@link RandomShear} do one after the other: faster, as images are resampled once.
 * Not in Keras.
 *
 * <pre id="snippet-fused-affine">{@code
 * model.add(
 *     new FusedAffine(
 *         new RandomRotation(0.04).fillMode("nearest"),
 *         new RandomTranslation(0.04, 0.04).fillMode("nearest"),
 *         new RandomZoom(0.04).fillMode("nearest")));
 * }</pre>
 *
 * <p>The random angles, distances and zooms are those that the layers would draw alone. The pixels
 * differ: values between pixels are found once and not several times, so images are sharper, and
 * what one layer moves out of the image another can bring back.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape and is float32. In inference images pass unchanged.
 */
public final class FusedAffine extends AugmentationLayer<FusedAffine> {

  private final List<AffineLayer<?>> layers;

  /**
   * Makes the layer.
   *
   * @param layers in the order in which they would stand in a model; they must agree in {@code
   *     fillMode}, {@code fillValue} and {@code interpolation}, and are not used elsewhere
   * @throws IllegalArgumentException if there is none, one is of another kind, or they disagree
   */
  public FusedAffine(Layer... layers) {
    this.layers = checked(Arrays.asList(Objects.requireNonNull(layers, "layers")));
    this.layers.forEach(this::track);
  }

  private List<AffineLayer<?>> checked(List<? extends Layer> given) {
    List<AffineLayer<?>> affine = new ArrayList<>();
    for (Layer layer : given) {
      Objects.requireNonNull(layer, "a layer");
      if (!(layer instanceof AffineLayer<?> a)) {
        throw badArgument(
            "layers",
            "RandomRotation, RandomTranslation, RandomZoom and RandomShear only",
            layer.getClass().getSimpleName());
      }
      affine.add(a);
      String first = affine.get(0).filling();
      if (!a.filling().equals(first)) {
        throw badArgument(
            "layers",
            "layers that agree in fillMode, fillValue and interpolation (" + first + ")",
            a.getClass().getSimpleName() + " with " + a.filling());
      }
    }
    if (affine.isEmpty()) {
      throw badArgument("layers", "at least one layer", "none");
    }
    return affine;
  }

  /**
   * Each matrix leads from a place in a layer's output to one in its input, which is the output of
   * the layer before; so the matrices are multiplied, the first layer's on the left.
   */
  @Override
  Operand<? extends TNumber> transform(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> product = square(tf, layers.get(0).matrices(images, context));
    for (AffineLayer<?> layer : layers.subList(1, layers.size())) {
      product =
          tf.train.batchMatMul(
              product, square(tf, layer.matrices(images, context)), TFloat32.class);
    }
    Operand<TFloat32> nine = tf.reshape(product, tf.constant(new int[] {-1, 9}));
    Operand<TFloat32> eight =
        tf.slice(nine, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 8}));
    return layers.get(0).resampled(images, eight);
  }

  /** Completes rows of eight numbers by the ninth, which is 1. */
  private static Operand<TFloat32> square(Ops tf, Operand<TFloat32> rows) {
    Operand<TFloat32> ones =
        tf.onesLike(tf.slice(rows, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1})));
    Operand<TFloat32> nine = tf.concat(List.of(rows, ones), tf.constant(1));
    return tf.reshape(nine, tf.constant(new int[] {-1, 3, 3}));
  }

  /** TensorFlow has no gradient for this operation outside Python. */
  @Override
  protected boolean differentiable() {
    return false;
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object("layers", layers, FusedAffine::toObjects);
  }

  private static List<Object> toObjects(List<AffineLayer<?>> layers) {
    return layers.stream().map(l -> Layer.KIND.write(l)).toList();
  }
}
