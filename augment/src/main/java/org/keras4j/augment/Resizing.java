package org.keras4j.augment;

import java.util.List;
import java.util.Objects;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Resizes images, in training and inference: Keras's {@code Resizing}.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}, of any height and width; the output has the target's height and width and the input's
 * type. Integers are rounded to the nearest, halves to even, and cut to what their type can hold.
 */
public final class Resizing extends ImageLayer<Resizing> {

  private int height;
  private int width;
  private Interpolation interpolation = Interpolation.BILINEAR;
  private boolean cropToAspectRatio;
  private boolean padToAspectRatio;
  private String fillMode = "constant";
  private double fillValue;
  private boolean antialias;

  /**
   * Makes the layer.
   *
   * @param height of the output in pixels
   * @param width likewise
   * @throws IllegalArgumentException if one is not positive
   */
  public Resizing(int height, int width) {
    this.height = checkSize("height", height);
    this.width = checkSize("width", width);
  }

  /**
   * Sets how values between pixels are found: {@code "bilinear"}, {@code "nearest"}, {@code
   * "bicubic"}, {@code "area"}, {@code "lanczos3"} or {@code "lanczos5"}. Through {@code "area"} no
   * gradient flows. By default {@code "bilinear"}.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public Resizing interpolation(String name) {
    return set("interpolation", () -> interpolation = Interpolation.of(name));
  }

  /**
   * Sets whether the image is first cut, in the middle, to the proportions of the target, so that
   * nothing is distorted. By default false.
   *
   * @throws IllegalArgumentException if {@code padToAspectRatio} is set
   */
  public Resizing cropToAspectRatio(boolean value) {
    return set("cropToAspectRatio", () -> cropToAspectRatio = notBoth(value, padToAspectRatio));
  }

  /**
   * Sets whether the image is first given margins of the {@code fillValue}, to the proportions of
   * the target, so that nothing is distorted. By default false.
   *
   * @throws IllegalArgumentException if {@code cropToAspectRatio} is set
   */
  public Resizing padToAspectRatio(boolean value) {
    return set("padToAspectRatio", () -> padToAspectRatio = notBoth(value, cropToAspectRatio));
  }

  /**
   * Sets how margins are filled; {@code "constant"} is the only way, as in Keras.
   *
   * @throws IllegalArgumentException if it is another one
   */
  public Resizing fillMode(String mode) {
    return set("fillMode", () -> fillMode = checkedFill(mode));
  }

  /** Sets the value of margins. By default 0. */
  public Resizing fillValue(double value) {
    return set("fillValue", () -> fillValue = Numbers.finite(describe(), "fillValue", value));
  }

  /**
   * Sets whether pixels that fall together when an image shrinks are averaged; without effect for
   * nearest and area. By default false.
   */
  public Resizing antialias(boolean value) {
    return set("antialias", () -> antialias = value);
  }

  private boolean notBoth(boolean value, boolean other) {
    if (value && other) {
      throw new IllegalArgumentException(
          describe()
              + ": 'cropToAspectRatio' and 'padToAspectRatio' exclude each other; set one of them");
    }
    return value;
  }

  private static String checkedFill(String mode) {
    if (!Objects.requireNonNull(mode, "fillMode").equals("constant")) {
      throw Names.unknown("fill mode of Resizing", mode, List.of("constant"));
    }
    return mode;
  }

  @Override
  Operand<? extends TNumber> transform(Images given, CallContext context) {
    Images images = given;
    if (cropToAspectRatio) {
      images = new AspectRatio(height, width).crop(images);
    } else if (padToAspectRatio) {
      images = new AspectRatio(height, width).pad(images, fillValue);
    }
    Operand<? extends TNumber> resized = interpolation.resize(images, height, width, antialias);
    return resized.type() == given.pixels().type() ? resized : back(given, resized);
  }

  /** Gives pixels that became float32 the type in which they came. */
  private static Operand<? extends TNumber> back(Images given, Operand<? extends TNumber> x) {
    Ops tf = given.tf();
    Class<? extends TNumber> type = given.pixels().type();
    if (given.isFloat()) {
      return tf.dtypes.cast(x, type);
    }
    return Casts.rounded(tf, given.with(x).floats(), type);
  }

  @Override
  protected boolean differentiable() {
    return interpolation.differentiable();
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.integer("height", height);
    c.integer("width", width);
    c.text("interpolation", interpolation.kerasName(), this::interpolation);
    c.flag("crop_to_aspect_ratio", cropToAspectRatio, this::cropToAspectRatio);
    c.flag("pad_to_aspect_ratio", padToAspectRatio, this::padToAspectRatio);
    c.text("fill_mode", fillMode, this::fillMode);
    c.number("fill_value", fillValue, this::fillValue);
    c.flag("antialias", antialias, this::antialias);
  }
}
