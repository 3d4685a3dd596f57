/**
 * Helpers around training data, as in {@code keras.utils}.
 *
 * <p>Class numbers become rows with a single 1, which is what {@link
 * org.keras4j.losses.CategoricalCrossentropy} wants; {@link
 * org.keras4j.losses.SparseCategoricalCrossentropy} takes the numbers themselves.
 *
 * <pre id="snippet-package-utils">{@code
 * NDArray rows = Utils.toCategorical(NDArray.of(2, 0, 1)); // [[0,0,1], [1,0,0], [0,1,0]]
 * }</pre>
 */
@NullMarked
package org.keras4j.utils;

import org.jspecify.annotations.NullMarked;
