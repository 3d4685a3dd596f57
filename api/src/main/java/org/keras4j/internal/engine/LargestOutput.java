package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.core.MemoryLimit;
import org.keras4j.ndarray.Shape;

/**
 * Refuses batches for which an output of one of a model's layers would fit into no memory.
 *
 * <p>Where the sizes of the inputs are declared, the largest output is known beforehand. Where they
 * turn up only with the data, the layers are asked, once for all batches that are no larger than
 * one that was fine. Thread-safe.
 */
public final class LargestOutput {

  /** More kinds of batches than this are not remembered; each costs a comparison. */
  private static final int REMEMBERED = 32;

  private final String model;
  private final String layer;
  private final Shape shape;
  private final List<Shape> inputs;
  private final @Nullable Consumer<List<Shape>> trace;
  private volatile List<List<Shape>> fine = List.of();

  /**
   * Makes the check.
   *
   * @param model the model's name
   * @param layer the name of the layer with the largest output
   * @param shape of that output, with the batch dimension; unknown sizes count as 1
   * @param inputs the declared shapes of the model's inputs
   * @param trace throws {@link MemoryLimit.Exceeded} if an output is too large for inputs of these
   *     shapes
   */
  public LargestOutput(
      String model, String layer, Shape shape, List<Shape> inputs, Consumer<List<Shape>> trace) {
    this.model = model;
    this.layer = layer;
    this.shape = shape;
    this.inputs = inputs;
    // Not kept where it is not needed: it holds the model's layers.
    boolean known = inputs.stream().allMatch(s -> s.rank() == 0 || s.dropBatch().isFullyKnown());
    this.trace = known ? null : trace;
  }

  /**
   * Refuses batches that are too large for this machine.
   *
   * @throws IllegalArgumentException if an output could not be held in memory
   */
  void check(BatchSpec spec, int rows) {
    checkRows(rows);
    Consumer<List<Shape>> t = trace;
    if (t != null) {
      checkShapes(spec.x().stream().map(s -> s.sample().prepend(rows)).toList(), t);
    }
  }

  /** Refuses batches of these shapes; see the other method. */
  void check(List<Shape> batch) {
    checkRows(batch.get(0).get(0));
    Consumer<List<Shape>> t = trace;
    if (t != null) {
      checkShapes(batch, t);
    }
  }

  /**
   * Returns what a layer says of shapes with which a run has failed, or null if none refuses them
   * or they are as declared.
   */
  @Nullable RuntimeException refusal(List<Shape> batch) {
    Consumer<List<Shape>> t = trace;
    if (t == null) {
      return null;
    }
    try {
      t.accept(batch);
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private void checkRows(long rows) {
    // Before the texts are made, as this is called for every batch.
    if (MemoryLimit.exceeds(rows * MemoryLimit.bytes(shape))) {
      MemoryLimit.check(
          "Model '" + model + "': the output of layer '" + layer + "' for a batch",
          shape.withBatch(rows),
          "Use a smaller batchSize");
    }
  }

  private void checkShapes(List<Shape> batch, Consumer<List<Shape>> t) {
    if (fine.stream().anyMatch(f -> covers(f, batch))) {
      return;
    }
    // With larger sizes first, so that the next batches are likely to be covered.
    List<Shape> rounded = roundedUp(batch);
    try {
      t.accept(rounded);
      remember(rounded);
    } catch (RuntimeException e) {
      checkExactly(batch, t);
    }
  }

  private void checkExactly(List<Shape> batch, Consumer<List<Shape>> t) {
    try {
      t.accept(batch);
      remember(batch);
    } catch (MemoryLimit.Exceeded e) {
      throw new IllegalArgumentException("Model '" + model + "': " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // Not about memory: if it matters, the step itself will say it better.
      return;
    }
  }

  private synchronized void remember(List<Shape> batch) {
    List<List<Shape>> all = new ArrayList<>(fine);
    all.removeIf(f -> covers(batch, f));
    if (all.size() == REMEMBERED) {
      all.remove(0);
    }
    all.add(batch);
    fine = List.copyOf(all);
  }

  private static boolean covers(List<Shape> large, List<Shape> small) {
    for (int i = 0; i < small.size(); i++) {
      Shape s = small.get(i);
      Shape l = large.get(i);
      boolean covered = l.rank() == s.rank();
      for (int axis = 0; covered && axis < s.rank(); axis++) {
        covered = s.get(axis) <= l.get(axis);
      }
      if (!covered) {
        return false;
      }
    }
    return true;
  }

  /** Returns the shapes with the dimensions that are not declared at the next power of two. */
  private List<Shape> roundedUp(List<Shape> batch) {
    List<Shape> rounded = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      long[] dims = batch.get(i).asArray();
      for (int axis = 0; axis < dims.length; axis++) {
        if (dims[axis] > 1 && inputs.get(i).get(axis) == Shape.UNKNOWN) {
          dims[axis] = Long.highestOneBit(dims[axis] - 1) << 1;
        }
      }
      rounded.add(Shape.of(dims));
    }
    return rounded;
  }
}
