package org.keras4j.ndarray;

import java.util.ArrayList;
import java.util.List;

/** Prints arrays in NumPy's layout. */
final class Printer {
  private static final int SUMMARISE_ABOVE = 1000;
  private static final int EDGE = 3;
  private static final int LINE = 75;

  private final NDArray array;
  private final boolean summarise;
  private final List<String> elements;
  private int next;

  private Printer(NDArray array) {
    this.array = array;
    summarise = array.size() > SUMMARISE_ABOVE;
    List<Integer> positions = new ArrayList<>();
    collect(0, array.offset(), positions);
    elements = ElementFormat.format(array, positions);
  }

  static String print(NDArray array) {
    if (array.size() == 0) {
      return "[]";
    }
    StringBuilder out = new StringBuilder();
    new Printer(array).append(out, 0);
    return out.toString();
  }

  private void collect(int axis, int at, List<Integer> positions) {
    if (axis == array.rank()) {
      positions.add(at);
      return;
    }
    int step = Axes.product(array.shape(), axis + 1, array.rank());
    int length = (int) array.shape().get(axis);
    for (int i = 0; i < length; i++) {
      if (skips(i, length)) {
        i = length - EDGE;
      }
      collect(axis + 1, at + i * step, positions);
    }
  }

  private boolean skips(int i, int length) {
    return summarise && i == EDGE && length > 2 * EDGE;
  }

  private void append(StringBuilder out, int axis) {
    if (axis == array.rank()) {
      out.append(elements.get(next++));
      return;
    }
    int length = (int) array.shape().get(axis);
    int below = array.rank() - axis - 1;
    String indent = " ".repeat(axis + 1);
    out.append('[');
    int lineStart = out.length() - axis - 1;
    for (int i = 0; i < length; i++) {
      boolean gap = skips(i, length);
      int width = gap ? 3 : below == 0 ? elements.get(next).length() : 0;
      if (i > 0 && below > 0) {
        out.append("\n".repeat(below)).append(indent);
      } else if (i > 0 && out.length() - lineStart + 1 + width >= LINE) {
        while (out.charAt(out.length() - 1) == ' ') {
          out.setLength(out.length() - 1);
        }
        out.append('\n');
        lineStart = out.length();
        out.append(indent);
      } else if (i > 0) {
        out.append(' ');
      }
      if (gap) {
        out.append("...");
        i = length - EDGE - 1;
      } else {
        append(out, axis + 1);
      }
    }
    out.append(']');
  }
}
