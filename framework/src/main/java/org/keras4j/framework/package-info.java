/**
 * A bridge to {@code org.tensorflow:tensorflow-framework}, the higher-level library of TensorFlow
 * Java: {@link org.keras4j.framework.Framework} turns its losses, metrics, initializers,
 * activations, constraints and regularizers into ours.
 *
 * <p>It is for programs that have such objects already. New ones do better with Keras4J's own
 * classes, which compute what Keras computes; where those of the framework do not, the methods of
 * {@code Framework} say so.
 */
@NullMarked
package org.keras4j.framework;

import org.jspecify.annotations.NullMarked;
