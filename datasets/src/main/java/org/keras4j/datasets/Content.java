package org.keras4j.datasets;

import org.keras4j.ndarray.Shape;

/**
 * One {@code uint8} array that a file must hold.
 *
 * @param key its name in the file
 * @param shape its shape
 * @param sha256 the SHA-256 of its bytes in row-major order, in hexadecimal digits
 */
record Content(String key, Shape shape, String sha256) {}
