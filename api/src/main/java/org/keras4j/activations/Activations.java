package org.keras4j.activations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.ops.KerasOps;

/**
 * Keras's activation functions: as constants, by name, and as methods where they have parameters.
 *
 * <p>{@code new Dense(64).activation("relu")}, {@code .activation(Activations.RELU)} and {@code
 * .activation(Activations.leakyRelu(0.1))} are all possible. σ is the logistic function.
 */
public final class Activations {

  private static final Map<String, Activation> BY_NAME = new LinkedHashMap<>();

  /** {@code x}. */
  public static final Activation LINEAR = named("linear", (tf, x) -> x);

  /** {@code max(x, 0)}. */
  public static final Activation RELU = named("relu", (tf, x) -> tf.nn.relu(x));

  /** {@code min(max(x, 0), 6)}. */
  public static final Activation RELU6 = named("relu6", (tf, x) -> tf.nn.relu6(x));

  /** {@code x} above 0, {@code 0.2·x} below. */
  public static final Activation LEAKY_RELU = named("leaky_relu", Rectifiers.leakyRelu(0.2));

  /** {@code x} above 0, {@code eˣ − 1} below. */
  public static final Activation ELU = named("elu", Rectifiers.elu(1));

  /** {@code λ·elu(x)} with {@code α = 1.6732632}, {@code λ = 1.0507010}. */
  public static final Activation SELU = named("selu", (tf, x) -> tf.nn.selu(x));

  /** {@code max(x, 0) + expm1(min(x, 0))}. */
  public static final Activation CELU = named("celu", Rectifiers.celu(1));

  /** {@code x/2·(1 + erf(x/√2))}, exactly. */
  public static final Activation GELU = named("gelu", Sigmoids.gelu(false));

  /** {@code x·σ(x)}, also called swish. */
  public static final Activation SILU = named("silu", Sigmoids::silu);

  /** {@code x·hard_sigmoid(x)}, also called hard swish. */
  public static final Activation HARD_SILU = named("hard_silu", Sigmoids::hardSilu);

  /** {@code 1 / (1 + e⁻ˣ)}. */
  public static final Activation SIGMOID = named("sigmoid", (tf, x) -> tf.math.sigmoid(x));

  /** {@code relu6(x + 3) / 6}. */
  public static final Activation HARD_SIGMOID = named("hard_sigmoid", Sigmoids::hardSigmoid);

  /** {@code ln σ(x)}. */
  public static final Activation LOG_SIGMOID = named("log_sigmoid", Sigmoids::logSigmoid);

  /** 0 up to −1, 1 from 1 on, {@code (x + 1)/2} between. */
  public static final Activation SPARSE_SIGMOID = named("sparse_sigmoid", Sigmoids::sparseSigmoid);

  /** The hyperbolic tangent. */
  public static final Activation TANH = named("tanh", (tf, x) -> tf.math.tanh(x));

  /** {@code x} clipped to [−1, 1]. */
  public static final Activation HARD_TANH = named("hard_tanh", Shrinks::hardTanh);

  /** {@code x − tanh x}. */
  public static final Activation TANH_SHRINK =
      named("tanh_shrink", (tf, x) -> tf.math.sub(x, tf.math.tanh(x)));

  /** Towards 0 by 0.5, and 0 within ±0.5. */
  public static final Activation SOFT_SHRINK = named("soft_shrink", Shrinks.soft(0.5));

  /** {@code x}, but 0 within ±0.5. */
  public static final Activation HARD_SHRINK = named("hard_shrink", Shrinks.hard(0.5));

  /** {@code eˣ}. */
  public static final Activation EXPONENTIAL = named("exponential", (tf, x) -> tf.math.exp(x));

  /** {@code ln(1 + eˣ)}. */
  public static final Activation SOFTPLUS = named("softplus", (tf, x) -> tf.math.softplus(x));

  /** {@code x / (1 + |x|)}. */
  public static final Activation SOFTSIGN = named("softsign", (tf, x) -> tf.nn.softsign(x));

  /** {@code (x + √(x² + 4)) / 2}. */
  public static final Activation SQUAREPLUS = named("squareplus", Sigmoids.squareplus(4));

  /** {@code x·tanh(softplus(x))}. */
  public static final Activation MISH = named("mish", Sigmoids::mish);

  /** 0 up to −1, {@code x} from 1 on, {@code (x + 1)²/4} between. */
  public static final Activation SPARSE_PLUS = named("sparse_plus", Sigmoids::sparsePlus);

  /** {@code eˣ / Σ eˣ} over the last axis. */
  public static final Activation SOFTMAX = named("softmax", (tf, x) -> tf.nn.softmax(x));

  /** The logarithm of softmax over the last axis. */
  public static final Activation LOG_SOFTMAX =
      named("log_softmax", (tf, x) -> KerasOps.of(tf).logSoftmax(x));

  /** The nearest probabilities over the last axis, most of them 0. */
  public static final Activation SPARSEMAX = named("sparsemax", AlongAxis.sparsemax(-1));

  /** {@code a·σ(b)} for the halves a, b of the last axis, which becomes half as long. */
  public static final Activation GLU = named("glu", AlongAxis.glu(-1));

  static {
    BY_NAME.put("swish", SILU);
    BY_NAME.put("hard_swish", HARD_SILU);
  }

  private Activations() {}

  /** Returns the activations without parameters by their names. */
  public static Map<String, Activation> constants() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  private static Activation named(String name, Activation activation) {
    BY_NAME.put(name, activation);
    return activation;
  }

  /**
   * Returns the rectifier with all its parameters: {@code x} above {@code threshold}, at most
   * {@code maxValue}; {@code negativeSlope·(x − threshold)} below.
   *
   * @param maxValue the largest output, or null for no limit
   */
  public static Activation relu(double negativeSlope, @Nullable Double maxValue, double threshold) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put("max_value", maxValue);
    arguments.put("negative_slope", negativeSlope);
    arguments.put("threshold", threshold);
    return new Parameterized(
        "ReLU", arguments, Rectifiers.relu(negativeSlope, maxValue, threshold));
  }

  /** Returns {@code x} above 0 and {@code negativeSlope·x} below. */
  public static Activation leakyRelu(double negativeSlope) {
    return new Parameterized(
        "LeakyReLU", Map.of("negative_slope", negativeSlope), Rectifiers.leakyRelu(negativeSlope));
  }

  /** Returns {@code x} above 0 and {@code alpha·(eˣ − 1)} below. */
  public static Activation elu(double alpha) {
    return new Parameterized("ELU", Map.of("alpha", alpha), Rectifiers.elu(alpha));
  }

  /** Returns {@code max(x, 0) + alpha·expm1(min(x, 0)/alpha)}. */
  public static Activation celu(double alpha) {
    return Rectifiers.celu(alpha);
  }

  /** Returns {@link #GELU}, or its approximation by a hyperbolic tangent. */
  public static Activation gelu(boolean approximate) {
    return approximate ? Sigmoids.gelu(true) : GELU;
  }

  /** Returns {@code (x + √(x² + b)) / 2}. */
  public static Activation squareplus(double b) {
    return Sigmoids.squareplus(b);
  }

  /** Returns {@code x} moved towards 0 by {@code threshold}, and 0 within ± it. */
  public static Activation softShrink(double threshold) {
    return Shrinks.soft(threshold);
  }

  /** Returns {@code x}, but 0 within ±{@code threshold}. */
  public static Activation hardShrink(double threshold) {
    return Shrinks.hard(threshold);
  }

  /** Returns {@code x} above {@code threshold}, {@code defaultValue} elsewhere. */
  public static Activation threshold(double threshold, double defaultValue) {
    return Shrinks.threshold(threshold, defaultValue);
  }

  /** Returns softmax over an axis; negative ones count from the end. */
  public static Activation softmax(int axis) {
    return axis == -1
        ? SOFTMAX
        : new Parameterized("Softmax", Map.of("axis", axis), AlongAxis.last(axis, SOFTMAX));
  }

  /** Returns the logarithm of softmax over an axis; negative ones count from the end. */
  public static Activation logSoftmax(int axis) {
    return axis == -1 ? LOG_SOFTMAX : AlongAxis.last(axis, LOG_SOFTMAX);
  }

  /** Returns {@link #SPARSEMAX} over an axis; negative ones count from the end. */
  public static Activation sparsemax(int axis) {
    return axis == -1 ? SPARSEMAX : AlongAxis.sparsemax(axis);
  }

  /** Returns {@link #GLU} over an axis; negative ones count from the end. */
  public static Activation glu(int axis) {
    return axis == -1 ? GLU : AlongAxis.glu(axis);
  }

  /**
   * Returns the activation of this name.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Activation get(String name) {
    return Activation.KIND.get(name);
  }

  /** Returns all names. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** Returns the name of one of Keras's activations, or null for any other function. */
  public static @Nullable String nameOf(Activation activation) {
    for (Map.Entry<String, Activation> e : BY_NAME.entrySet()) {
      if (e.getValue() == activation) {
        return e.getKey();
      }
    }
    return null;
  }

  /**
   * Returns how Keras writes the activation: its name, or an object for an activation layer; null
   * for a function of which Keras knows nothing.
   */
  public static @Nullable Object describe(Activation activation) {
    return activation instanceof Parameterized p ? p.describe() : nameOf(activation);
  }
}
