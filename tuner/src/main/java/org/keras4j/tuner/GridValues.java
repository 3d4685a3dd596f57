package org.keras4j.tuner;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.LongFunction;

/**
 * The values of a grid, each made when it is asked for: there may be more than the memory holds.
 */
final class GridValues extends AbstractList<Object> implements RandomAccess {
  private final int size;
  private final LongFunction<Object> values;

  GridValues(String owner, long count, LongFunction<Object> values) {
    if (count > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          owner + " has " + count + " values, more than a list can hold; give it a larger step");
    }
    this.size = (int) count;
    this.values = values;
  }

  @Override
  public Object get(int index) {
    return values.apply(Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }
}
