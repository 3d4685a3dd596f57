/**
 * Keras's layers, one class each: functions of tensors whose weights are learned, such as {@code y
 * = f(xW + b)} of {@link org.keras4j.layers.Dense}.
 *
 * <p>Arguments that Keras wants are parameters of the constructor, the others are chained methods
 * with Keras's defaults. Weights are made at the first call, when the shape of the input is known;
 * after that arguments can no longer change.
 *
 * <pre id="snippet-package-layers">{@code
 * try (var model = new Sequential()) {
 *   model.add(Input.of(28, 28, 1));
 *   model.add(new Conv2D(32, 3).padding("same"));
 *   model.add(new BatchNormalization());
 *   model.add(new Activation("relu"));
 *   model.add(new MaxPooling2D(2));
 *   model.add(new Flatten());
 *   model.add(new Dropout(0.5));
 *   model.add(new Dense(10).activation("softmax"));
 *   model.summary();
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Weighted sums: {@link org.keras4j.layers.Dense}, {@link org.keras4j.layers.Embedding}, the
 *       convolutions; depthwise separable ones are from F. Chollet, <i>Xception</i>, 2017.
 *   <li>Rearrangement: {@link org.keras4j.layers.Flatten}, {@link org.keras4j.layers.Reshape},
 *       padding, cropping, upsampling, pooling.
 *   <li>Normalization: {@link org.keras4j.layers.BatchNormalization} (Ioffe and Szegedy, 2015),
 *       {@link org.keras4j.layers.LayerNormalization} (Ba, Kiros and Hinton, 2016), {@link
 *       org.keras4j.layers.GroupNormalization} (Wu and He, 2018).
 *   <li>Noise while training: {@link org.keras4j.layers.Dropout} (Srivastava et al., 2014) and its
 *       relatives.
 *   <li>Merging of several tensors: {@link org.keras4j.layers.Add}, {@link
 *       org.keras4j.layers.Concatenate} and others.
 *   <li>One's own function without weights: {@link org.keras4j.layers.Lambda}; with weights: {@link
 *       org.keras4j.layers.FluentLayer}.
 * </ul>
 *
 * <h2>Masks</h2>
 *
 * <p>Sequences of different lengths are filled up to one length, and a mask says which steps count.
 * It begins in {@link org.keras4j.layers.Embedding} with {@code maskZero} or in {@link
 * org.keras4j.layers.Masking}, travels with the tensors through layers and inner models, and is
 * heeded by layers that combine steps, by the loss and by metrics that are means:
 *
 * <pre id="snippet-masks">{@code
 * try (var model =
 *     Sequential.of(
 *         Input.of(DType.INT32, 20),
 *         new Embedding(1000, 16).maskZero(true),
 *         new Dense(8).activation("relu"),
 *         new GlobalAveragePooling1D(),
 *         new Dense(1).activation("sigmoid"))) {
 *   model.compile(c -> c.loss("binary_crossentropy").metrics("accuracy"));
 *   model.fit(x.add(1), y, o -> o.epochs(1));
 * }
 * }</pre>
 *
 * <p>A layer that does not support masks, such as a convolution, ends them with a warning; see
 * {@link org.keras4j.layers.Layer#supportsMasking()}. One that treats each step by itself only says
 * that it supports them; {@link org.keras4j.core.CallContext#mask} gives the mask of its input:
 *
 * <pre id="snippet-mask-layer">{@code
 * static class Masked extends Layer {
 *
 *   public boolean supportsMasking() {
 *     return true;
 *   }
 *
 *   protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
 *     Operand<TBool> mask = context.mask(x);
 *     if (mask == null) {
 *       return x;
 *     }
 *     return tf.select(tf.expandDims(mask, tf.constant(-1)), x, tf.zerosLike(x));
 *   }
 *
 *   protected void config(Config c) {}
 * }
 * }</pre>
 *
 * <p>A layer that changes which steps there are overrides {@code computeMask}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.layers;
