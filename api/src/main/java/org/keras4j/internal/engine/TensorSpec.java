package org.keras4j.internal.engine;

import org.keras4j.Shape;
import org.keras4j.ndarray.DType;

/**
 * What one placeholder takes.
 *
 * @param dtype the element type as fed
 * @param sample the shape of one row, without the batch dimension
 */
public record TensorSpec(DType dtype, Shape sample) {}
