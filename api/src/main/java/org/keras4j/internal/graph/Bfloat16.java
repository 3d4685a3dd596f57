package org.keras4j.internal.graph;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.dtypes.Cast;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * Computes one layer's operations in bfloat16, those around it as they are. The precision travels
 * with the {@link Ops} that a layer is called with: each call of a layer sets that of its own
 * policy, also inside another layer, and its gradient follows, as it is that of the operations.
 *
 * <p>Products round their operands. What usually follows them and is as good in bfloat16 stays
 * there, so that nothing is cast to and fro between a convolution and the next one, and oneDNN can
 * do both in one pass. All else computes in float32, and so does what a layer returns: a cast of
 * the rounded tensor, which the next layer in bfloat16 looks through.
 *
 * <p>TensorFlow can rewrite whole graphs to bfloat16, at the same speed. That cannot be used, since
 * it leaves no way to keep single operations, or their gradients, in float32.
 */
public final class Bfloat16 {

  /** Computes in bfloat16 even where that is slower: to see what it does to a model's accuracy. */
  private static final String EMULATE = "keras4j.emulateBfloat16";

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  private static final AtomicBoolean WARNED = new AtomicBoolean();

  /** What is worth rounding for. */
  static final Set<String> PRODUCTS =
      Set.of(
          "MatMul",
          "BatchMatMulV2",
          "BatchMatMulV3",
          "Conv2D",
          "Conv2DBackpropInput",
          "DepthwiseConv2dNative",
          "Einsum");

  /** What stays in bfloat16 behind a product: what only moves or picks numbers. */
  static final Set<String> FOLLOWERS =
      Set.of("Relu", "MaxPool", "MaxPoolV2", "Reshape", "Transpose", "ExpandDims", "Squeeze");

  /**
   * Stays in bfloat16, too, but as another operation: the gradient of this one adds up thousands of
   * numbers in bfloat16 itself, and the sum ends to grow after some hundred. That of an addition
   * adds up in float32.
   */
  static final String BIAS = "BiasAdd";

  /** The names of attributes that say an output's type, which is not derived from the inputs. */
  static final Map<String, String> OUTPUT_TYPES = Map.of("BatchMatMulV3", "Tout");

  private Bfloat16() {}

  /** Returns what a layer is to add its operations with. */
  public static Ops of(Ops tf, boolean wanted) {
    Scope scope = tf.scope();
    Scope plain = scope instanceof Bfloat16Scope rounding ? rounding.inner() : scope;
    boolean rounds = scope != plain;
    if (rounds == (wanted && isUsed())) {
      return tf;
    }
    return GraphOps.with(rounds ? plain : new Bfloat16Scope(plain));
  }

  /**
   * Returns whether it is at least as fast as float32. TensorFlow's own kernels, without oneDNN or
   * on other processors than x86, are slower by far.
   */
  private static boolean isUsed() {
    if (Boolean.getBoolean(EMULATE) || Gain.EXPECTED) {
      return true;
    }
    if (!WARNED.getAndSet(true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Layers with the dtype policy mixed_bfloat16 compute in float32 here: bfloat16 is slower on"
              + " a processor without AVX-512 or without TensorFlow''s oneDNN kernels. To compute in"
              + " bfloat16 all the same, set the system property {0}=true",
          EMULATE);
    }
    return false;
  }

  /** Asked for only where a layer wants bfloat16, as it takes reading a file. */
  private static final class Gain {
    static final boolean EXPECTED =
        Loader.getPlatform().contains("x86_64")
            && OneDnn.mayBeOn()
            && Processor.mayGainFromBfloat16();
  }

  /** Returns the tensor in bfloat16 that this one was cast from, or null. */
  @SuppressWarnings("unchecked") // the type is compared
  static @Nullable Output<TBfloat16> source(Output<?> x) {
    if (x.op() instanceof GraphOperation op && op.type().equals("Cast")) {
      Output<?> in = op.input(0);
      return in.type() == TBfloat16.class && x.type() == TFloat32.class
          ? (Output<TBfloat16>) in
          : null;
    }
    return null;
  }

  /** Returns the operand in bfloat16 if it is in float32, otherwise itself. */
  @SuppressWarnings("unchecked") // the type is compared
  static Output<?> rounded(Scope scope, Output<?> x) {
    if (x.type() != TFloat32.class) {
      return x;
    }
    Output<TBfloat16> source = source(x);
    return source != null
        ? source
        : Cast.create(scope, (Output<TFloat32>) x, TBfloat16.class).asOutput();
  }
}
