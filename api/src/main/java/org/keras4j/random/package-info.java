/**
 * Random numbers with Keras's seeds, {@code keras.random}.
 *
 * <p>A draw is a function of its seed: two 32-bit integers from which TensorFlow computes as many
 * numbers as are asked for (Philox, a generator that counts). Where seeds come from decides what
 * repeats: a number gives the same draw each time, a {@link org.keras4j.core.SeedGenerator} counts
 * draws and gives another one each time, and without either there is one generator for all, which
 * {@link org.keras4j.Keras#setRandomSeed} starts. Equal seeds give the numbers of Python's Keras
 * bit for bit.
 *
 * <p>{@link org.keras4j.random.KerasRandom} makes arrays, {@link org.keras4j.random.RandomOps}
 * draws inside layers.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.random;
