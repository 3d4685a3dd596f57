package org.keras4j.internal.layers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.layers.Layer;

/**
 * How deep layers are inside each other: not in themselves, and no deeper than the stack allows.
 */
public final class Nesting {

  /** A call goes through some stack frames a level; names of operations grow with each level. */
  public static final int MOST = 200;

  private static final LayerAccess LAYERS = LayerAccess.get();

  private Nesting() {}

  /**
   * Refuses to put a layer into another one that it is or that is inside it.
   *
   * @throws IllegalArgumentException also if layers would be too deep inside each other
   */
  public static void check(Layer outer, Layer inner) {
    check(outer, levels(inner, outer) + 1);
  }

  /**
   * Refuses layers that are too deep inside each other.
   *
   * @throws IllegalArgumentException if they are
   */
  public static void check(Layer layer) {
    check(layer, levels(layer, null));
  }

  private static void check(Layer layer, int levels) {
    if (levels > MOST) {
      throw new IllegalArgumentException(
          LAYERS.describe(layer)
              + " would hold layers in "
              + levels
              + " levels, one inside the other; at most "
              + MOST
              + " can be called. Add the inner layers to one model, one after the other");
    }
  }

  /** Returns how many levels there are below a layer, 0 if it has no others in it. */
  private static int levels(Layer layer, @Nullable Layer outer) {
    IdentityHashMap<Layer, Integer> known = new IdentityHashMap<>();
    Deque<Layer> path = new ArrayDeque<>(List.of(layer));
    while (!path.isEmpty()) {
      Layer l = path.peek();
      if (l == outer) {
        throw new IllegalArgumentException(
            LAYERS.describe(outer)
                + " cannot hold "
                + (layer == outer ? "itself" : LAYERS.describe(layer) + ", which holds it")
                + "; make another object");
      }
      int below = -1;
      int waiting = path.size();
      for (Layer inner : LAYERS.sublayers(l)) {
        Integer levels = known.get(inner);
        if (levels == null) {
          path.push(inner);
        } else {
          below = Math.max(below, levels);
        }
      }
      if (path.size() == waiting) {
        known.put(l, below + 1);
        path.pop();
      }
    }
    return Objects.requireNonNull(known.get(layer));
  }
}
