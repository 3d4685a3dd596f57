package org.keras4j.augment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.keras4j.internal.Names;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBicubic;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** The ways of resizing images, each by the operation that Keras uses. */
enum Interpolation {
  BILINEAR,
  NEAREST,
  BICUBIC,
  AREA,
  LANCZOS3,
  LANCZOS5;

  static Interpolation of(String name) {
    List<String> valid = Arrays.stream(values()).map(Interpolation::kerasName).toList();
    int i = valid.indexOf(Objects.requireNonNull(name, "interpolation"));
    if (i < 0) {
      throw Names.unknown("interpolation", name, valid);
    }
    return values()[i];
  }

  String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether TensorFlow Java can differentiate it. */
  boolean differentiable() {
    return this != AREA;
  }

  /**
   * Returns the images in another size, as float32; nearest keeps their type.
   *
   * @param antialias whether to average over the pixels that fall together when shrinking; without
   *     effect for nearest and area
   */
  Operand<? extends TNumber> resize(Images images, int height, int width, boolean antialias) {
    Ops tf = images.tf();
    if (isIdentity(images, height, width)) {
      return images.pixels();
    }
    Operand<? extends TNumber> x = images.pixels();
    Operand<TInt32> size = tf.constant(new int[] {height, width});
    return switch (this) {
      case NEAREST ->
          tf.image.resizeNearestNeighbor(x, size, ResizeNearestNeighbor.halfPixelCenters(true));
      case AREA -> tf.image.resizeArea(x, size);
      case BILINEAR ->
          antialias
              ? scaleAndTranslate(images, size, "triangle", true)
              : tf.image.resizeBilinear(x, size, ResizeBilinear.halfPixelCenters(true));
      case BICUBIC ->
          antialias
              ? scaleAndTranslate(images, size, "keyscubic", true)
              : tf.image.resizeBicubic(x, size, ResizeBicubic.halfPixelCenters(true));
      case LANCZOS3, LANCZOS5 -> scaleAndTranslate(images, size, kerasName(), antialias);
    };
  }

  /** Lanczos changes even images that have the size already, by rounding. */
  private boolean isIdentity(Images images, int height, int width) {
    return this != LANCZOS3
        && this != LANCZOS5
        && images.knownHeight() == height
        && images.knownWidth() == width;
  }

  private static Operand<TFloat32> scaleAndTranslate(
      Images images, Operand<TInt32> size, String kernel, boolean antialias) {
    Ops tf = images.tf();
    Operand<TFloat32> scale =
        tf.math.div(
            tf.dtypes.cast(size, TFloat32.class), tf.dtypes.cast(images.size(), TFloat32.class));
    return tf.image.scaleAndTranslate(
        images.pixels(),
        size,
        scale,
        tf.constant(new float[] {0, 0}),
        ScaleAndTranslate.kernelType(kernel),
        ScaleAndTranslate.antialias(antialias));
  }
}
