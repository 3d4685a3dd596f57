/**
 * Image preprocessing and random augmentation: Keras's {@code keras.layers.Rescaling}, {@code
 * Resizing}, {@code CenterCrop} and {@code Random…} layers.
 *
 * <p>The {@code Random…} layers change images while training and pass them through in inference.
 * With equal seeds and inputs they draw Keras's numbers and give Keras's pixels. Called on data
 * directly, outside {@code fit}, they train, as in Keras.
 */
@NullMarked
package org.keras4j.augment;

import org.jspecify.annotations.NullMarked;
