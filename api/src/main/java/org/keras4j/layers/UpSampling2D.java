package org.keras4j.layers;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.keras4j.internal.graph.Casts;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBicubic;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * An image enlarged by whole factors: Keras's {@code UpSampling2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, height · size,
 * width · size, channels)}. The same in training and inference.
 */
public final class UpSampling2D extends WholeNumberLayer<UpSampling2D> {

  private static final List<String> INTERPOLATIONS = List.of("nearest", "bilinear", "bicubic");

  private int[] size;
  private DataFormat dataFormat = DataFormat.CHANNELS_LAST;
  private String interpolation = "nearest";

  /** Makes the layer that doubles height and width, Keras's default. */
  public UpSampling2D() {
    this(2);
  }

  /**
   * Makes the layer.
   *
   * @param size factors of height and width, or one for both, at least 1
   */
  public UpSampling2D(int... size) {
    this.size = SpatialArguments.of(2, size, "size", this::badArgument);
  }

  /**
   * Sets how new pixels come about: {@code "nearest"} (the default) repeats, {@code "bilinear"} and
   * {@code "bicubic"} interpolate between pixels' centres.
   */
  public UpSampling2D interpolation(String name) {
    return set("interpolation", () -> interpolation = check(name));
  }

  private static String check(String name) {
    if (!INTERPOLATIONS.contains(name)) {
      throw Names.unknown("interpolation", name, INTERPOLATIONS);
    }
    return name;
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public UpSampling2D dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(4);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    Operand<TFloat32> in = dataFormat.toLast(tf, x);
    return dataFormat.fromLast(tf, enlarged(tf, in));
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    return interpolation.equals("nearest")
        ? dataFormat.fromLast(tf, repeated(tf, dataFormat.toLast(tf, x)))
        : Casts.rounded(tf, call(tf, Casts.toFloat(tf, x), context), x.type());
  }

  private <T extends TNumber> Operand<T> repeated(Ops tf, Operand<T> x) {
    KerasOps k = KerasOps.of(tf);
    return k.repeat(k.repeat(x, size[0], 1), size[1], 2);
  }

  private Operand<TFloat32> enlarged(Ops tf, Operand<TFloat32> x) {
    return switch (interpolation) {
      case "bilinear" ->
          tf.image.resizeBilinear(x, target(tf, x), ResizeBilinear.halfPixelCenters(true));
      case "bicubic" ->
          tf.image.resizeBicubic(x, target(tf, x), ResizeBicubic.halfPixelCenters(true));
      default -> repeated(tf, x);
    };
  }

  private Operand<TInt32> target(Ops tf, Operand<TFloat32> x) {
    return tf.stack(List.of(target(tf, x, 0), target(tf, x, 1)));
  }

  private Operand<TInt32> target(Ops tf, Operand<TFloat32> x, int i) {
    return tf.math.mul(KerasOps.of(tf).size(x, i + 1), tf.constant(size[i]));
  }

  @Override
  protected void config(Config c) {
    c.integers("size", size);
    DataFormat.config(c, dataFormat, this::dataFormat);
    c.text("interpolation", interpolation, this::interpolation);
  }
}
