/** Helpers around training data, as in {@code keras.utils}. */
@NullMarked
package org.keras4j.utils;

import org.jspecify.annotations.NullMarked;
