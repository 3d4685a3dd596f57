package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a hyperparameter as a grid search visits them: the default, then the others. */
final class GridAxis {
  private final Object first;
  private final List<Object> values;
  private final int placeOfFirst;

  GridAxis(HyperParameter entry) {
    first = entry.defaultValue();
    values = values(entry);
    placeOfFirst = Values.indexOf(values, first);
  }

  private static List<Object> values(HyperParameter entry) {
    if (entry instanceof FloatHyperParameter number) {
      return number.step() == null ? PythonSet.order(number.values()) : number.values();
    }
    if (entry instanceof IntHyperParameter number) {
      if (number.step() == null) {
        return PythonSet.order(number.values());
      }
      List<Object> grid = number.values();
      // KerasTuner's logarithmic grids are of floating-point numbers, which no layer takes for
      // units.
      return new GridValues(
          "Int('" + entry.name() + "')",
          grid.size(),
          i -> (int) Math.rint(Values.toDouble(grid.get((int) i))));
    }
    List<Object> distinct = new ArrayList<>();
    for (Object value : entry.values()) {
      if (!Values.contains(distinct, value)) {
        distinct.add(value);
      }
    }
    return distinct;
  }

  Object first() {
    return first;
  }

  /** Returns the position of a value, 0 for the default; −1 if it is not on the grid. */
  int position(@Nullable Object value) {
    if (Values.equal(first, value)) {
      return 0;
    }
    int place = Values.indexOf(values, value);
    return place < 0 || (placeOfFirst >= 0 && place > placeOfFirst) ? place : place + 1;
  }

  /** Returns the value behind another one; null behind the last. */
  @Nullable Object after(@Nullable Object value) {
    // Without the default, if it is among the values.
    int place = position(value);
    if (placeOfFirst >= 0 && place >= placeOfFirst) {
      place++;
    }
    return place < values.size() ? values.get(place) : null;
  }
}
