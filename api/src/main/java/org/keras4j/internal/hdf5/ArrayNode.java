package org.keras4j.internal.hdf5;

import org.keras4j.ndarray.NDArray;

/** An array that is to be written. */
record ArrayNode(NDArray array) implements Node {}
