package org.keras4j.tuner.forest;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a tree divides its points.
 *
 * @param axis the coordinate
 * @param threshold numbers up to it are on the first side
 * @param chosen categories on the first side; null for a number
 * @param gain by how much the sum of squared errors falls
 */
record Split(int axis, double threshold, @Nullable BitSet chosen, double gain) {
  boolean isFirst(double[] point) {
    return chosen == null ? point[axis] <= threshold : chosen.get((int) point[axis]);
  }
}
