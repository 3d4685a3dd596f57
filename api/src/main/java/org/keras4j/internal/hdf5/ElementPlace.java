package org.keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of an array are.
 *
 * @param address in the file, if they are not in the header
 * @param inHeader the elements themselves, or null
 */
record ElementPlace(long address, @Nullable ByteBuffer inHeader) {}
