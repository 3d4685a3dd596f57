/**
 * Random sequences of the host languages Keras runs in, reproduced bit for bit so that equal seeds
 * give equal numbers here and in Python.
 */
@NullMarked
package org.keras4j.internal.random;

import org.jspecify.annotations.NullMarked;
