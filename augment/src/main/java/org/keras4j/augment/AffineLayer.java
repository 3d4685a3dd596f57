package org.keras4j.augment;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * What the layers that move pixels by an affine map share. Each output pixel is looked up at a
 * place in the input, between pixels as {@code interpolation} says, outside as {@code fillMode}
 * says.
 *
 * @param <S> the layer's own type
 */
abstract class AffineLayer<S extends AffineLayer<S>> extends RandomLayer<S> {

  private static final List<String> FILL_MODES = List.of("reflect", "wrap", "constant", "nearest");
  private static final List<String> INTERPOLATIONS = List.of("nearest", "bilinear");

  private String fillMode = "reflect";
  private String interpolation = "bilinear";
  private double fillValue;

  AffineLayer() {}

  /**
   * Sets what stands outside an image {@code a b c d}:
   *
   * <ul>
   *   <li>{@code "reflect"}: {@code d c b a | a b c d | d c b a}
   *   <li>{@code "wrap"}: {@code a b c d | a b c d | a b c d}
   *   <li>{@code "constant"}: {@code k k k k | a b c d | k k k k}, k being the {@code fillValue}
   *   <li>{@code "nearest"}: {@code a a a a | a b c d | d d d d}
   * </ul>
   *
   * By default {@code "reflect"}.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public S fillMode(String mode) {
    return set("fillMode", () -> fillMode = known("fill mode", mode, FILL_MODES));
  }

  /**
   * Sets how a value between pixels is found: {@code "bilinear"} or {@code "nearest"}. By default
   * {@code "bilinear"}.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public S interpolation(String name) {
    return set("interpolation", () -> interpolation = known("interpolation", name, INTERPOLATIONS));
  }

  /** Sets the value outside the image when the fill mode is {@code "constant"}. By default 0. */
  public S fillValue(double value) {
    return set("fillValue", () -> fillValue = floatingPoint("fillValue", value));
  }

  private static String known(String kind, String name, List<String> valid) {
    if (!valid.contains(Objects.requireNonNull(name, kind))) {
      throw Names.unknown(kind, name, valid);
    }
    return name;
  }

  /**
   * Returns a row {@code a0 a1 a2 b0 b1 b2 0 0} for each image, shape (batch, 8): the output pixel
   * in column x and row y comes from column a0·x + a1·y + a2 and row b0·x + b1·y + b2.
   */
  abstract Operand<TFloat32> matrices(Images images, CallContext context);

  static Operand<TFloat32> rows(Ops tf, List<Operand<TFloat32>> columns) {
    return tf.stack(columns, Stack.axis(1L));
  }

  @Override
  final Operand<? extends TNumber> transform(Images images, CallContext context) {
    return resampled(images, matrices(images, context));
  }

  /** Looks up each pixel of the output. */
  final Operand<TFloat32> resampled(Images images, Operand<TFloat32> matrices) {
    Ops tf = images.tf();
    return tf.image.imageProjectiveTransformV3(
        images.floats(),
        matrices,
        images.size(),
        tf.constant((float) fillValue),
        interpolation.toUpperCase(Locale.ROOT),
        ImageProjectiveTransformV3.fillMode(fillMode.toUpperCase(Locale.ROOT)));
  }

  /** Returns how pixels are found, in words; equal words are equal ways. */
  final String filling() {
    return interpolation + ", " + fillMode + ", " + fillValue;
  }

  /** TensorFlow has no gradient for this operation outside Python. */
  @Override
  protected boolean differentiable() {
    return false;
  }

  final void fillConfig(Config c) {
    c.text("fill_mode", fillMode, this::fillMode);
    c.number("fill_value", fillValue, this::fillValue);
    c.text("interpolation", interpolation, this::interpolation);
  }
}
