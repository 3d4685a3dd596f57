/**
 * HDF5 files, the form in which Keras keeps weights: trees of groups, which have arrays and texts.
 *
 * <p>{@link org.keras4j.internal.hdf5.Hdf5File} reads what h5py writes unless it is told otherwise:
 * whole arrays of numbers in the earliest version of the format, and in later ones what is laid out
 * alike. Links, compound types, chunks and filters are refused with their names. Whatever the bytes
 * are, it answers with an {@link java.io.IOException} that names the file and the place, takes no
 * memory that the file does not have, and ends. {@link org.keras4j.internal.hdf5.Hdf5Tree} writes
 * the earliest version, as h5py does, in one pass, so that the file can be an entry of an archive.
 *
 * <p>This is no library because jHDF 0.13, the one in Java, can do too little of that. It does not
 * read the opaque types with which h5py keeps bfloat16; it writes neither empty groups nor texts of
 * variable length nor enumerations; and it lets damaged files have it reserve memory and throw at
 * will.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">the format</a>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.hdf5;
