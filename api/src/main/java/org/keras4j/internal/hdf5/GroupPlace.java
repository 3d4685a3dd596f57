package org.keras4j.internal.hdf5;

/**
 * The addresses of a group's parts.
 *
 * @param header its object header
 * @param index the root of the tree of its links
 * @param heap the names of its links
 */
record GroupPlace(long header, long index, long heap) {}
