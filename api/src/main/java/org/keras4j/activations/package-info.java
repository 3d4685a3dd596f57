/**
 * Functions that are applied to the output of a layer, without which a deep network would be one
 * linear map.
 *
 * <p>A layer takes one by Keras's name, as a constant or call of {@link
 * org.keras4j.activations.Activations}, as a layer such as {@link org.keras4j.layers.LeakyReLU}, or
 * as a function of your own.
 *
 * <pre id="snippet-package-activations">{@code
 * var byName = new Dense(64).activation("gelu");
 * var own = new Dense(64).activation((tf, x) -> tf.math.mul(x, tf.math.sigmoid(x)));
 * }</pre>
 *
 * <p>Some of them: {@code relu} is {@code max(x, 0)}; {@code sigmoid}, {@code 1 / (1 + e⁻ˣ)}, is
 * for probabilities of independent classes; {@code softmax}, {@code eˣⁱ / Σ eˣʲ}, for those of
 * classes that exclude each other; {@code gelu} is {@code x·Φ(x)} (Hendrycks and Gimpel, 2016),
 * {@code silu} {@code x·sigmoid(x)} (Ramachandran et al., 2017), {@code mish} {@code
 * x·tanh(softplus(x))} (Misra, 2019), {@code selu} a scaled {@code elu} whose outputs normalise
 * themselves (Klambauer et al., 2017).
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.activations;
