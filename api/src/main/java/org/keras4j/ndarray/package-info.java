/**
 * Arrays in NumPy's manner: what a user hands to a model and gets back from one.
 *
 * <p>{@link org.keras4j.ndarray.NDArray} is a shape, an element type and a piece of a Java array;
 * {@link org.keras4j.ndarray.Npy} and {@link org.keras4j.ndarray.Npz} read and write NumPy's files.
 * Nothing here knows TensorFlow: the engine copies rows out of arrays with {@link
 * org.keras4j.ndarray.NDArray#copyRows(int[], int, int, java.nio.Buffer)}.
 */
@NullMarked
package org.keras4j.ndarray;

import org.jspecify.annotations.NullMarked;
