package org.keras4j.internal.hdf5;

/** A group or an array that is to be written. */
sealed interface Node permits GroupNode, ArrayNode {}
