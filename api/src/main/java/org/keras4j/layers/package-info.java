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
 *       {@link org.keras4j.layers.LayerNormalization} (Ba, Kiros and Hinton, 2016).
 *   <li>Noise while training: {@link org.keras4j.layers.Dropout} (Srivastava et al., 2014) and its
 *       relatives.
 *   <li>Merging of several tensors: {@link org.keras4j.layers.Add}, {@link
 *       org.keras4j.layers.Concatenate} and others.
 *   <li>One's own function without weights: {@link org.keras4j.layers.Lambda}; with weights: {@link
 *       org.keras4j.FluentLayer}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.layers;
