/**
 * The container of a whole model: Keras's {@code .keras} archive. What is in it is written and read
 * by others.
 */
@NullMarked
package org.keras4j.internal.saving;

import org.jspecify.annotations.NullMarked;
