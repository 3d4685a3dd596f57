/**
 * Operations on tensors under Keras's names, {@code keras.ops}, for layers, losses, metrics and
 * activations of your own, and for arrays.
 *
 * <p>{@link org.keras4j.ops.KerasOps} has them all. In a graph it wraps the {@code Ops} of
 * TensorFlow Java; its static methods compute with arrays at once. Both are one implementation,
 * with the broadcasting, promotion of types and gradients of Keras.
 *
 * <pre id="snippet-ops-package">{@code
 * NDArray probabilities = KerasOps.softmax(logits);
 * NDArray entropy =
 *     KerasOps.evaluate(
 *         k -> {
 *           var p = k.softmax(k.convertToTensor(logits));
 *           return k.negative(k.sum(k.multiply(p, k.log(p)), -1));
 *         });
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.ops;
