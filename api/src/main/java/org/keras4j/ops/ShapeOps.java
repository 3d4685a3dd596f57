package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Operations that move elements about and leave them as they are. */
abstract class ShapeOps extends CreationOps {

  ShapeOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  /** Returns the elements in another shape, one of whose sizes may be -1, for what is left. */
  public <T extends TType> Operand<T> reshape(Operand<T> x, long... shape) {
    if (Arrays.stream(shape).filter(d -> d == -1).count() > 1
        || Arrays.stream(shape).anyMatch(d -> d < -1)) {
      throw new IllegalArgumentException(
          "reshape needs sizes of at least 0, and -1 once at most; received "
              + Arrays.toString(shape)
              + ". For sizes that are known only at run time use the other reshape, or reshapeLike");
    }
    return tf.reshape(x, tf.constant(shape));
  }

  /** Returns the elements in a shape that is known only at run time, as {@link #shape} gives it. */
  public <T extends TType> Operand<T> reshape(Operand<T> x, Operand<TInt32> shape) {
    return tf.reshape(x, shape);
  }

  /**
   * Returns the elements in another shape, whose sizes of -1 are those that the same axes of {@code
   * like} turn out to have at run time.
   */
  public <T extends TType> Operand<T> reshapeLike(Operand<T> x, Operand<?> like, long... shape) {
    boolean empty = Arrays.stream(shape).anyMatch(d -> d == 0);
    if (!empty && Arrays.stream(shape).filter(d -> d < 0).count() <= 1) {
      return tf.reshape(x, tf.constant(shape));
    }
    List<Operand<TInt32>> sizes = new ArrayList<>();
    for (int i = 0; i < shape.length; i++) {
      sizes.add(shape[i] < 0 ? sizeOf(like, i) : tf.constant(Math.toIntExact(shape[i])));
    }
    return reshaped(x, sizes);
  }

  /** Computes {@link #reshape(Operand, long...)} of an array. */
  public static NDArray reshape(NDArray x, long... shape) {
    return x.reshape(shape);
  }

  /** Returns the elements in one axis: Keras's {@code ravel}. */
  public <T extends TType> Operand<T> flatten(Operand<T> x) {
    return reshape(x, -1);
  }

  /** Returns the axes in another order, by default the reverse one. */
  public <T extends TType> Operand<T> transpose(Operand<T> x, int... order) {
    int rank = rank(x, "transpose");
    int[] all =
        order.length == 0
            ? IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()
            : axes(x, order, "transpose");
    if (all.length != rank) {
      throw new IllegalArgumentException(
          "transpose needs each of the "
              + rank
              + " axes of shape "
              + shapeOf(x)
              + "; received "
              + Arrays.toString(order));
    }
    return tf.linalg.transpose(x, tf.constant(all));
  }

  /** Computes {@link #transpose(Operand, int...)} of an array. */
  public static NDArray transpose(NDArray x, int... order) {
    return Now.run(k -> k.transpose(k.in(x), order));
  }

  /** Returns two axes exchanged. */
  public <T extends TType> Operand<T> swapaxes(Operand<T> x, int first, int second) {
    int rank = rank(x, "swapaxes");
    int a = axis(first, rank, "swapaxes");
    int b = axis(second, rank, "swapaxes");
    int[] order = IntStream.range(0, rank).toArray();
    order[a] = b;
    order[b] = a;
    return a == b ? x : tf.linalg.transpose(x, tf.constant(order));
  }

  /** Computes {@link #swapaxes(Operand, int, int)} of an array. */
  public static NDArray swapaxes(NDArray x, int first, int second) {
    return Now.run(k -> k.swapaxes(k.in(x), first, second));
  }

  /** Returns an axis moved to another place; the others keep their order. */
  public <T extends TType> Operand<T> moveaxis(Operand<T> x, int source, int destination) {
    int rank = rank(x, "moveaxis");
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Integer moved = axis(source, rank, "moveaxis");
    order.remove(moved);
    order.add(axis(destination, rank, "moveaxis"), moved);
    int[] all = order.stream().mapToInt(i -> i).toArray();
    return tf.linalg.transpose(x, tf.constant(all));
  }

  /** Computes {@link #moveaxis(Operand, int, int)} of an array. */
  public static NDArray moveaxis(NDArray x, int source, int destination) {
    return Now.run(k -> k.moveaxis(k.in(x), source, destination));
  }

  /** Returns the operand with an axis of size 1 more. */
  public <T extends TType> Operand<T> expandDims(Operand<T> x, int axis) {
    return tf.expandDims(x, tf.constant(axis(axis, rank(x, "expandDims") + 1, "expandDims")));
  }

  /** Computes {@link #expandDims(Operand, int)} of an array. */
  public static NDArray expandDims(NDArray x, int axis) {
    return x.expandDims(axis);
  }

  /** Returns the operand without axes of size 1, by default without all that are known as such. */
  public <T extends TType> Operand<T> squeeze(Operand<T> x, int... axes) {
    int rank = rank(x, "squeeze");
    int[] ones = IntStream.range(0, rank).filter(i -> x.shape().get(i) == 1).toArray();
    int[] gone = axes.length == 0 ? ones : axes(x, axes, "squeeze");
    for (int a : gone) {
      if (x.shape().get(a) > 1 || x.shape().get(a) == 0) {
        throw new IllegalArgumentException(
            "squeeze: axis " + a + " of shape " + shapeOf(x) + " has not the size 1");
      }
    }
    List<Long> all = Arrays.stream(gone).mapToObj(a -> (long) a).toList();
    return all.isEmpty() ? x : tf.squeeze(x, Squeeze.axis(all));
  }

  /** Computes {@link #squeeze(Operand, int...)} of an array. */
  public static NDArray squeeze(NDArray x, int... axes) {
    return Now.run(k -> k.squeeze(k.in(x), axes));
  }

  /** Returns the tensors one behind the other along an axis. */
  public <T extends TType> Operand<T> concatenate(List<? extends Operand<T>> xs, int axis) {
    int a = axis(axis, rank(first(xs, "concatenate"), "concatenate"), "concatenate");
    return xs.size() == 1 ? xs.get(0) : tf.concat(sameType(xs), tf.constant(a));
  }

  /** Computes {@link #concatenate(List, int)} of arrays, in their common type. */
  public static NDArray concatenate(int axis, NDArray... xs) {
    return Now.run(k -> k.concatenate(k.allIn(xs), axis));
  }

  /** Returns the tensors side by side along a new axis. */
  public <T extends TType> Operand<T> stack(List<? extends Operand<T>> xs, int axis) {
    int a = axis(axis, rank(first(xs, "stack"), "stack") + 1, "stack");
    return tf.stack(sameType(xs), org.tensorflow.op.core.Stack.axis((long) a));
  }

  /** Computes {@link #stack(List, int)} of arrays, in their common type. */
  public static NDArray stack(int axis, NDArray... xs) {
    return Now.run(k -> k.stack(k.allIn(xs), axis));
  }

  final <T extends TType> List<Operand<T>> allIn(NDArray... xs) {
    List<Operand<T>> all = new ArrayList<>();
    Arrays.stream(xs).forEach(x -> all.add(in(x)));
    return all;
  }

  private static <T extends TType> Operand<T> first(
      List<? extends Operand<T>> xs, String operation) {
    if (xs.isEmpty()) {
      throw new IllegalArgumentException(operation + " needs one tensor at least; received none");
    }
    return xs.get(0);
  }

  private <T extends TType> List<Operand<T>> sameType(List<? extends Operand<T>> xs) {
    Operand<?> widest = xs.get(0);
    for (Operand<?> x : xs) {
      widest = common(widest, x) == x.type() ? x : widest;
    }
    List<Operand<T>> all = new ArrayList<>();
    for (Operand<?> x : xs) {
      all.add(as(to(x, widest.type())));
    }
    return all;
  }

  /**
   * Returns the tensor in so many equal pieces along an axis.
   *
   * @throws IllegalArgumentException if the axis, whose size must be known, does not divide
   */
  public <T extends TType> List<Operand<T>> split(Operand<T> x, int pieces, int axis) {
    int a = axis(axis, rank(x, "split"), "split");
    long size = x.shape().get(a);
    if (pieces < 1 || size < 0 || size % pieces != 0) {
      throw new IllegalArgumentException(
          "split: axis " + a + " of shape " + shapeOf(x) + " does not divide into " + pieces);
    }
    return new ArrayList<>(tf.split(tf.constant(a), x, (long) pieces).output());
  }

  /** Returns the tensor in pieces along an axis, cut in front of the given indices. */
  public <T extends TType> List<Operand<T>> split(Operand<T> x, int[] indices, int axis) {
    int rank = rank(x, "split");
    int a = axis(axis, rank, "split");
    long known = x.shape().get(a);
    List<Operand<T>> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= indices.length; i++) {
      boolean last = i == indices.length;
      if (!last && (indices[i] < from || (known >= 0 && indices[i] > known))) {
        throw new IllegalArgumentException(
            "split needs increasing indices within axis "
                + a
                + " of shape "
                + shapeOf(x)
                + "; received "
                + Arrays.toString(indices));
      }
      int[] begin = new int[rank];
      int[] size = new int[rank];
      Arrays.fill(size, -1);
      begin[a] = from;
      size[a] = last ? -1 : indices[i] - from;
      pieces.add(tf.slice(x, tf.constant(begin), tf.constant(size)));
      from = last ? from : indices[i];
    }
    return pieces;
  }

  /** Computes {@link #split(Operand, int, int)} of an array. */
  public static List<NDArray> split(NDArray x, int pieces, int axis) {
    return Now.runAll(k -> k.split(k.in(x), pieces, axis));
  }

  /** Computes {@link #split(Operand, int[], int)} of an array. */
  public static List<NDArray> split(NDArray x, int[] indices, int axis) {
    return Now.runAll(k -> k.split(k.in(x), indices, axis));
  }

  /** Returns the tensors along an axis, whose size must be known, without it. */
  public <T extends TType> List<Operand<T>> unstack(Operand<T> x, int axis) {
    int a = axis(axis, rank(x, "unstack"), "unstack");
    int n = Math.toIntExact(x.shape().get(a));
    if (n == 0) {
      return List.of();
    }
    return split(x, n, a).stream().map(piece -> squeeze(piece, a)).toList();
  }

  /** Computes {@link #unstack(Operand, int)} of an array. */
  public static List<NDArray> unstack(NDArray x, int axis) {
    return Now.runAll(k -> k.unstack(k.in(x), axis));
  }

  /**
   * Returns the tensor with zeros, or false, around it.
   *
   * @param widths for each axis how many before and how many behind
   */
  public <T extends TType> Operand<T> pad(Operand<T> x, int[]... widths) {
    return pad(x, 0, widths);
  }

  /** Returns the tensor with a number around it; see {@link #pad(Operand, int[]...)}. */
  public <T extends TType> Operand<T> pad(Operand<T> x, Number value, int[]... widths) {
    return tf.pad(x, checked(x, widths), as(scalar(value, x.type())));
  }

  /**
   * Returns the tensor with its own elements mirrored around it.
   *
   * @param mode {@code "reflect"}, without the element at the border, or {@code "symmetric"}, with
   *     it
   */
  public <T extends TType> Operand<T> pad(Operand<T> x, String mode, int[]... widths) {
    if (mode.equals("constant")) {
      return pad(x, widths);
    }
    if (!mode.equals("reflect") && !mode.equals("symmetric")) {
      throw org.keras4j.internal.Names.unknown(
          "mode of pad", mode, List.of("constant", "reflect", "symmetric"));
    }
    return tf.mirrorPad(x, checked(x, widths), mode.toUpperCase(java.util.Locale.ROOT));
  }

  private Operand<TInt32> checked(Operand<?> x, int[][] widths) {
    int rank = rank(x, "pad");
    boolean fits =
        widths.length == rank
            && Arrays.stream(widths).allMatch(w -> w.length == 2 && w[0] >= 0 && w[1] >= 0);
    if (!fits) {
      throw new IllegalArgumentException(
          "pad needs two numbers of at least 0 for each of the "
              + rank
              + " axes; received "
              + Arrays.deepToString(widths));
    }
    return rank == 0 ? tf.zeros(tf.constant(new int[] {0, 2}), TInt32.class) : tf.constant(widths);
  }

  /** Computes {@link #pad(Operand, int[]...)} of an array. */
  public static NDArray pad(NDArray x, int[]... widths) {
    return pad(x, 0, widths);
  }

  /** Computes {@link #pad(Operand, Number, int[]...)} of an array. */
  public static NDArray pad(NDArray x, Number value, int[]... widths) {
    return Now.run(k -> k.pad(k.in(x), value, widths));
  }

  /** Computes {@link #pad(Operand, String, int[]...)} of an array. */
  public static NDArray pad(NDArray x, String mode, int[]... widths) {
    return Now.run(k -> k.pad(k.in(x), mode, widths));
  }

  /** Returns the tensor so many times along each axis, the last ones if there are fewer numbers. */
  public <T extends TType> Operand<T> tile(Operand<T> x, int... repeats) {
    if (Arrays.stream(repeats).anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "tile needs numbers of at least 0; received " + Arrays.toString(repeats));
    }
    int rank = rank(x, "tile");
    int all = Math.max(rank, repeats.length);
    int[] times = new int[all];
    Arrays.fill(times, 1);
    System.arraycopy(repeats, 0, times, all - repeats.length, repeats.length);
    Operand<T> wide = x;
    for (int i = rank; i < all; i++) {
      wide = tf.expandDims(wide, tf.constant(0));
    }
    return all == 0 ? x : tf.tile(wide, tf.constant(times));
  }

  /** Computes {@link #tile(Operand, int...)} of an array. */
  public static NDArray tile(NDArray x, int... repeats) {
    return Now.run(k -> k.tile(k.in(x), repeats));
  }

  /** Returns each element so many times along an axis. */
  public <T extends TType> Operand<T> repeat(Operand<T> x, int times, int axis) {
    int rank = rank(x, "repeat");
    int a = axis(axis, rank, "repeat");
    if (times < 0) {
      throw new IllegalArgumentException("repeat: times must be at least 0; received " + times);
    }
    if (times == 1) {
      return x;
    }
    int[] tiles = new int[rank + 1];
    Arrays.fill(tiles, 1);
    tiles[a + 1] = times;
    Operand<T> tiled = tf.tile(tf.expandDims(x, tf.constant(a + 1)), tf.constant(tiles));
    List<Operand<TInt32>> sizes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Operand<TInt32> n = sizeOf(x, i);
      sizes.add(i == a ? tf.math.mul(n, tf.constant(times)) : n);
    }
    return reshaped(tiled, sizes);
  }

  /** Computes {@link #repeat(Operand, int, int)} of an array. */
  public static NDArray repeat(NDArray x, int times, int axis) {
    return Now.run(k -> k.repeat(k.in(x), times, axis));
  }

  /** Returns the tensor with the shape of another one. */
  public <T extends TType> Operand<T> broadcastLike(Operand<T> x, Operand<?> like) {
    return tf.broadcastTo(x, tf.shape(like));
  }

  /** Returns the tensor with a larger shape. */
  public <T extends TType> Operand<T> broadcastTo(Operand<T> x, long... shape) {
    // As int32: the C library's gradient takes no other type.
    int[] sizes = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    return tf.broadcastTo(x, tf.constant(sizes));
  }

  /** Computes {@link #broadcastTo(Operand, long...)} of an array. */
  public static NDArray broadcastTo(NDArray x, long... shape) {
    return Now.run(k -> k.broadcastTo(k.in(x), shape));
  }

  /** Returns the elements along axes, all by default, from the last to the first. */
  public <T extends TType> Operand<T> flip(Operand<T> x, int... axes) {
    int[] all = axes(x, axes, "flip");
    return all.length == 0 ? x : tf.reverse(x, tf.constant(all));
  }

  /** Computes {@link #flip(Operand, int...)} of an array. */
  public static NDArray flip(NDArray x, int... axes) {
    return Now.run(k -> k.flip(k.in(x), axes));
  }

  /** Returns the elements moved along an axis, those from its end to its beginning. */
  public <T extends TType> Operand<T> roll(Operand<T> x, int shift, int axis) {
    int rank = rank(x, "roll");
    int a = axis(axis, rank, "roll");
    if (x.shape().get(a) == 0) {
      return x;
    }
    Operand<TInt32> n = sizeOf(x, a);
    // The operation Roll has no gradient in TensorFlow's C library.
    Operand<TInt32> cut = tf.math.floorMod(tf.constant(-shift), n);
    List<Operand<TInt32>> begin =
        new ArrayList<>(Collections.nCopies(rank, (Operand<TInt32>) tf.constant(0)));
    List<Operand<TInt32>> head =
        new ArrayList<>(Collections.nCopies(rank, (Operand<TInt32>) tf.constant(-1)));
    begin.set(a, cut);
    head.set(a, cut);
    Operand<T> tail = tf.slice(x, tf.stack(begin), tf.constant(filled(rank, -1)));
    Operand<T> front = tf.slice(x, tf.constant(new int[rank]), tf.stack(head));
    return tf.concat(List.of(tail, front), tf.constant(a));
  }

  private static int[] filled(int n, int value) {
    int[] all = new int[n];
    Arrays.fill(all, value);
    return all;
  }

  /** Computes {@link #roll(Operand, int, int)} of an array. */
  public static NDArray roll(NDArray x, int shift, int axis) {
    return Now.run(k -> k.roll(k.in(x), shift, axis));
  }

  /**
   * Returns what stands at the indices along an axis, which their axes replace.
   *
   * @param indices whole numbers, negative ones from the end
   */
  public <T extends TType> Operand<T> take(Operand<T> x, Operand<?> indices, int axis) {
    int a = axis(axis, rank(x, "take"), "take");
    return tf.gather(x, fromFront(indices, sizeOf(x, a), "take"), tf.constant(a));
  }

  /** Returns what stands at the indices along an axis; see the other {@code take}. */
  public <T extends TType> Operand<T> take(Operand<T> x, int[] indices, int axis) {
    return take(x, tf.constant(indices), axis);
  }

  /** Computes {@link #take(Operand, Operand, int)} of an array. */
  public static NDArray take(NDArray x, NDArray indices, int axis) {
    return Now.run(k -> k.take(k.in(x), k.in(indices), axis));
  }

  final Operand<TInt32> fromFront(Operand<?> indices, Operand<TInt32> n, String operation) {
    if (isFloating(indices)) {
      throw new IllegalArgumentException(
          operation + " needs whole numbers as indices; received " + name(indices));
    }
    Operand<TInt32> i = to(indices, TInt32.class);
    return tf.select(tf.math.less(i, tf.constant(0)), tf.math.add(i, n), i);
  }

  /**
   * Returns, at each place, the element at the index that stands there, along an axis.
   *
   * @param indices of the rank of {@code x}, and its shape but for this axis
   */
  public <T extends TType> Operand<T> takeAlongAxis(Operand<T> x, Operand<?> indices, int axis) {
    int rank = rank(x, "takeAlongAxis");
    int a = axis(axis, rank, "takeAlongAxis");
    if (rank(indices, "takeAlongAxis") != rank) {
      throw new IllegalArgumentException(
          "takeAlongAxis needs indices of rank "
              + rank
              + "; received shape "
              + shapeOf(indices)
              + " for "
              + shapeOf(x));
    }
    if (a != rank - 1) {
      return swapaxes(
          takeAlongAxis(swapaxes(x, a, rank - 1), swapaxes(indices, a, rank - 1), rank - 1),
          a,
          rank - 1);
    }
    // From one axis of all elements, as gathering by batches has no gradient in the C library.
    Operand<TInt32> n = sizeOf(x, a);
    Operand<TInt32> within = fromFront(indices, n, "takeAlongAxis");
    Operand<TInt32> shape = tf.shape(within);
    Operand<TInt32> each = sizeOf(within, a);
    Operand<TInt32> rows = tf.reshape(within, tf.stack(List.of(tf.constant(-1), each)));
    Operand<TInt32> count = tf.gather(tf.shape(rows), tf.constant(0), tf.constant(0));
    Operand<TInt32> firsts = tf.math.mul(tf.range(tf.constant(0), count, tf.constant(1)), n);
    Operand<TInt32> flat = tf.math.add(rows, tf.expandDims(firsts, tf.constant(1)));
    return tf.reshape(
        tf.gather(tf.reshape(x, tf.constant(new int[] {-1})), flat, tf.constant(0)), shape);
  }

  /** Computes {@link #takeAlongAxis(Operand, Operand, int)} of an array. */
  public static NDArray takeAlongAxis(NDArray x, NDArray indices, int axis) {
    return Now.run(k -> k.takeAlongAxis(k.in(x), k.in(indices), axis));
  }
}
