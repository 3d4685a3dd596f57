package org.keras4j.ndarray;

import java.nio.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * An n-dimensional array in NumPy's manner: a {@link Shape}, a {@link DType} and elements in
 * row-major order on the Java heap.
 *
 * <pre id="snippet-array-slices">{@code
 * NDArray images = NDArray.zeros(DType.UINT8, 60000, 28, 28);
 * NDArray x = images.asType(DType.FLOAT32).expandDims(-1); // (60000, 28, 28, 1)
 * NDArray train = x.slice(0, -10000); // the first 50,000, without a copy
 * NDArray validation = x.slice(-10000); // the last 10,000
 * }</pre>
 *
 * <p><b>Views.</b> No method changes an array's shape, type or elements. Results that are a
 * contiguous part of an array share its memory, as in NumPy: {@link #slice(int, int)} along the
 * first axis, {@link #get}, {@link #reshape}, {@link #expandDims}, {@link #squeeze}, {@link
 * #flatten}, and {@link #asType} when the type is already right. Everything else is a new array.
 * Only the owner of a Java array handed to {@code wrap} can change elements; views see the change.
 *
 * <p><b>Limits.</b> An array has at most 2<sup>31</sup> − 9 elements, as a Java array has. Axes and
 * indices may be negative and then count from the end.
 *
 * <p>Arrays may be read by several threads at once.
 */
public final class NDArray {
  private final Storage storage;
  private final int offset;
  private final Shape shape;
  private final int size;

  NDArray(Storage storage, int offset, Shape shape) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.size = Axes.elements(shape);
  }

  // ---- Making arrays -------------------------------------------------------------------------

  /**
   * Returns an array of rank 1 with a copy of these numbers.
   *
   * @param values the elements
   * @return a {@link DType#FLOAT32} array of shape {@code (values.length,)}
   */
  public static NDArray of(float... values) {
    return wrap(values.clone(), values.length);
  }

  /**
   * Returns an array of rank 2 with a copy of these numbers.
   *
   * @param rows at least one row, all of the same length
   * @return a {@link DType#FLOAT32} array
   * @throws IllegalArgumentException if there is no row or the rows' lengths differ
   */
  public static NDArray of(float[][] rows) {
    return Nested.flatten(rows, DType.FLOAT32);
  }

  /**
   * Returns an array of rank 3 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes
   * @return a {@link DType#FLOAT32} array
   */
  public static NDArray of(float[][][] values) {
    return Nested.flatten(values, DType.FLOAT32);
  }

  /**
   * Returns an array of rank 4 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes
   * @return a {@link DType#FLOAT32} array
   */
  public static NDArray of(float[][][][] values) {
    return Nested.flatten(values, DType.FLOAT32);
  }

  /**
   * Returns an array of rank 1 with a copy of these numbers.
   *
   * @param values the elements
   * @return a {@link DType#FLOAT64} array of shape {@code (values.length,)}
   */
  public static NDArray of(double... values) {
    return wrap(values.clone(), values.length);
  }

  /**
   * Returns an array of rank 2 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param rows at least one row, all of the same length
   * @return a {@link DType#FLOAT64} array
   */
  public static NDArray of(double[][] rows) {
    return Nested.flatten(rows, DType.FLOAT64);
  }

  /**
   * Returns an array of rank 3 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes
   * @return a {@link DType#FLOAT64} array
   */
  public static NDArray of(double[][][] values) {
    return Nested.flatten(values, DType.FLOAT64);
  }

  /**
   * Returns an array of rank 4 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes
   * @return a {@link DType#FLOAT64} array
   */
  public static NDArray of(double[][][][] values) {
    return Nested.flatten(values, DType.FLOAT64);
  }

  /**
   * Returns an array of rank 1 with a copy of these numbers.
   *
   * @param values the elements
   * @return a {@link DType#INT32} array of shape {@code (values.length,)}
   */
  public static NDArray of(int... values) {
    return wrap(values.clone(), values.length);
  }

  /**
   * Returns an array of rank 2 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param rows at least one row, all of the same length
   * @return a {@link DType#INT32} array
   */
  public static NDArray of(int[][] rows) {
    return Nested.flatten(rows, DType.INT32);
  }

  /**
   * Returns an array of rank 3 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes
   * @return a {@link DType#INT32} array
   */
  public static NDArray of(int[][][] values) {
    return Nested.flatten(values, DType.INT32);
  }

  /**
   * Returns an array of rank 4 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes
   * @return a {@link DType#INT32} array
   */
  public static NDArray of(int[][][][] values) {
    return Nested.flatten(values, DType.INT32);
  }

  /**
   * Returns an array of rank 2 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param rows at least one row, all of the same length; taken as numbers from 0 to 255
   * @return a {@link DType#UINT8} array
   */
  public static NDArray of(byte[][] rows) {
    return Nested.flatten(rows, DType.UINT8);
  }

  /**
   * Returns an array of rank 3 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes, taken as numbers from 0 to 255
   * @return a {@link DType#UINT8} array
   */
  public static NDArray of(byte[][][] values) {
    return Nested.flatten(values, DType.UINT8);
  }

  /**
   * Returns an array of rank 4 with a copy of these numbers; see {@link #of(float[][])}.
   *
   * @param values nested arrays without holes, taken as numbers from 0 to 255
   * @return a {@link DType#UINT8} array
   */
  public static NDArray of(byte[][][][] values) {
    return Nested.flatten(values, DType.UINT8);
  }

  /**
   * Returns an array of rank 1 with a copy of these numbers.
   *
   * @param values the elements
   * @return a {@link DType#INT64} array of shape {@code (values.length,)}
   */
  public static NDArray of(long... values) {
    return wrap(values.clone(), values.length);
  }

  /**
   * Returns an array of rank 1 with these truth values.
   *
   * @param values the elements
   * @return a {@link DType#BOOL} array of shape {@code (values.length,)}
   */
  public static NDArray of(boolean... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return new NDArray(new Bytes(DType.BOOL, bytes), 0, Shape.of(bytes.length));
  }

  /**
   * Returns an array of zeros.
   *
   * @param dtype the element type
   * @param shape the dimensions; none for a scalar
   * @return a new array
   */
  public static NDArray zeros(DType dtype, long... shape) {
    Shape checked = Shape.of(shape);
    return new NDArray(Storage.allocate(dtype, Axes.elements(checked)), 0, checked);
  }

  /**
   * Returns a {@link DType#FLOAT32} array of zeros.
   *
   * @param shape the dimensions; none for a scalar
   * @return a new array
   */
  public static NDArray zeros(long... shape) {
    return zeros(DType.FLOAT32, shape);
  }

  /**
   * Returns an array of ones.
   *
   * @param dtype the element type
   * @param shape the dimensions; none for a scalar
   * @return a new array
   */
  public static NDArray ones(DType dtype, long... shape) {
    return full(dtype, 1, shape);
  }

  /**
   * Returns a {@link DType#FLOAT32} array of ones.
   *
   * @param shape the dimensions; none for a scalar
   * @return a new array
   */
  public static NDArray ones(long... shape) {
    return full(DType.FLOAT32, 1, shape);
  }

  /**
   * Returns an array of one repeated value.
   *
   * @param dtype the element type, to which the value is converted as by {@link #asType}
   * @param value the value of every element
   * @param shape the dimensions; none for a scalar
   * @return a new array
   */
  public static NDArray full(DType dtype, double value, long... shape) {
    return scalar(value).asType(dtype).broadcastTo(shape);
  }

  /**
   * Returns an array of one repeated integer, exact beyond 2<sup>53</sup>.
   *
   * @param dtype the element type, to which the value is converted as by {@link #asType}
   * @param value the value of every element
   * @param shape the dimensions; none for a scalar
   * @return a new array
   */
  public static NDArray full(DType dtype, long value, long... shape) {
    return wrap(new long[] {value}).asType(dtype).broadcastTo(shape);
  }

  /**
   * Returns an array of rank 0.
   *
   * @param value its only element
   * @return a {@link DType#FLOAT64} array of shape {@code ()}
   */
  public static NDArray scalar(double value) {
    return wrap(new double[] {value});
  }

  /**
   * Returns the integers from 0 up to, but without, an end, as NumPy's {@code arange}.
   *
   * @param end the number of elements, at least 0
   * @return an {@link DType#INT64} array of shape {@code (end,)}
   */
  public static NDArray arange(int end) {
    long[] values = new long[Math.max(0, end)];
    Arrays.setAll(values, i -> i);
    return wrap(values, values.length);
  }

  /**
   * Returns an array on top of a Java array, without a copy.
   *
   * @param data the elements in row-major order; later changes to it show in the array
   * @param shape the dimensions, whose product is the number of elements
   * @return a {@link DType#FLOAT32} array
   * @throws IllegalArgumentException if the shape has another number of elements
   */
  public static NDArray wrap(float[] data, long... shape) {
    return wrap(new Floats(data), shape);
  }

  /**
   * Returns an array on top of a Java array, without a copy; see {@link #wrap(float[], long...)}.
   *
   * @param data the elements in row-major order
   * @param shape the dimensions
   * @return a {@link DType#FLOAT64} array
   */
  public static NDArray wrap(double[] data, long... shape) {
    return wrap(new Doubles(data), shape);
  }

  /**
   * Returns an array on top of a Java array, without a copy; see {@link #wrap(float[], long...)}.
   *
   * @param data the elements in row-major order
   * @param shape the dimensions
   * @return a {@link DType#INT32} array
   */
  public static NDArray wrap(int[] data, long... shape) {
    return wrap(new Ints(data), shape);
  }

  /**
   * Returns an array on top of a Java array, without a copy; see {@link #wrap(float[], long...)}.
   *
   * @param data the elements in row-major order
   * @param shape the dimensions
   * @return a {@link DType#INT64} array
   */
  public static NDArray wrap(long[] data, long... shape) {
    return wrap(new Longs(data), shape);
  }

  /**
   * Returns an array on top of a Java array, without a copy; see {@link #wrap(float[], long...)}.
   *
   * @param data the elements in row-major order, taken as numbers from 0 to 255
   * @param shape the dimensions
   * @return a {@link DType#UINT8} array
   */
  public static NDArray wrap(byte[] data, long... shape) {
    return wrap(new Bytes(DType.UINT8, data), shape);
  }

  private static NDArray wrap(Storage storage, long... dims) {
    Shape shape = Shape.of(dims);
    if (Axes.elements(shape) != storage.length()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "NDArray.wrap: shape %s has %d elements, the Java array %d",
              shape,
              Axes.elements(shape),
              storage.length()));
    }
    return new NDArray(storage, 0, shape);
  }

  /**
   * Joins arrays along an existing axis, as NumPy's {@code concatenate}.
   *
   * @param axis the axis along which the arrays follow each other; negative counts from the end
   * @param arrays at least one, of equal shapes except along the axis
   * @return a new array of the {@linkplain DType#promote common} type
   * @throws IllegalArgumentException if there is no such axis or the shapes do not fit
   */
  public static NDArray concat(int axis, NDArray... arrays) {
    return Joining.concat(axis, arrays);
  }

  /**
   * Joins a list of arrays along an existing axis.
   *
   * @param axis as in {@link #concat(int, NDArray...)}
   * @param arrays at least one
   * @return a new array
   * @throws IllegalArgumentException as there
   */
  public static NDArray concat(int axis, List<NDArray> arrays) {
    return Joining.concat(axis, arrays.toArray(NDArray[]::new));
  }

  /**
   * Joins arrays along a new axis.
   *
   * @param axis the position of the new axis in the result; negative counts from the end
   * @param arrays at least one, of equal shapes
   * @return a new array of one rank more
   * @throws IllegalArgumentException if the axis is out of range or the shapes differ
   */
  public static NDArray stack(int axis, NDArray... arrays) {
    return Joining.stack(axis, arrays);
  }

  /**
   * Joins a list of arrays along a new axis.
   *
   * @param axis as in {@link #stack(int, NDArray...)}
   * @param arrays at least one
   * @return a new array
   * @throws IllegalArgumentException as there
   */
  public static NDArray stack(int axis, List<NDArray> arrays) {
    return Joining.stack(axis, arrays.toArray(NDArray[]::new));
  }

  // ---- Properties and single elements --------------------------------------------------------

  /**
   * Returns the shape.
   *
   * @return the shape, fully known
   */
  public Shape shape() {
    return shape;
  }

  /** Returns the element type. */
  public DType dtype() {
    return storage.dtype();
  }

  /**
   * Returns the number of axes.
   *
   * @return 0 for a scalar
   */
  public int rank() {
    return shape.rank();
  }

  /** Returns the number of elements. */
  public int size() {
    return size;
  }

  /**
   * Returns the length of the first axis, Python's {@code len}.
   *
   * @throws IllegalArgumentException if the array is a scalar
   */
  public int length() {
    Axes.axis(0, rank(), "NDArray.length");
    return (int) shape.get(0);
  }

  /**
   * Returns one element as a {@code float}.
   *
   * @param index one index an axis; negative counts from the end
   * @return the element, rounded if its type is wider
   * @throws IllegalArgumentException if the number of indices is not the rank
   * @throws IndexOutOfBoundsException if an index is outside its axis
   */
  public float getFloat(long... index) {
    return storage.getFloat(position(index));
  }

  /**
   * Returns one element as a {@code double}; see {@link #getFloat}.
   *
   * @param index one index an axis; negative counts from the end
   * @return the element; bool as 0 or 1
   */
  public double getDouble(long... index) {
    return storage.getDouble(position(index));
  }

  /**
   * Returns one element as a {@code long}; see {@link #getFloat}.
   *
   * @param index one index an axis; negative counts from the end
   * @return the element, cut off towards zero if it is no integer
   */
  public long getLong(long... index) {
    return storage.getLong(position(index));
  }

  private int position(long[] index) {
    if (index.length != rank()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an array of shape %s needs %d indices, received %d: %s",
              shape,
              rank(),
              index.length,
              Arrays.toString(index)));
    }
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      long length = shape.get(axis);
      position = position * (int) length + Axes.index(index[axis], length, axis, shape);
    }
    return offset + position;
  }

  // ---- Parts ---------------------------------------------------------------------------------

  /**
   * Returns one entry of the first axis, NumPy's {@code x[i]}: a view.
   *
   * @param index the entry; negative counts from the end
   * @return an array of one rank less that shares this array's memory
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public NDArray get(int index) {
    int row = Axes.index(index, length(), 0, shape);
    Shape rest = shape.dropBatch();
    return new NDArray(storage, offset + row * Axes.elements(rest), rest);
  }

  /**
   * Returns the rows from one on, NumPy's {@code x[from:]}: a view.
   *
   * @param from the first row; negative counts from the end
   * @return an array that shares this array's memory
   */
  public NDArray slice(int from) {
    return slice(from, length());
  }

  /**
   * Returns a range of rows, NumPy's {@code x[from:to]}: a view.
   *
   * @param from the first row; negative counts from the end; beyond an end means that end
   * @param to the row after the last one, with the same rules
   * @return an array that shares this array's memory; empty if {@code to} is not after {@code from}
   */
  public NDArray slice(int from, int to) {
    int first = Axes.bound(from, length());
    int last = Math.max(first, Axes.bound(to, length()));
    int rowSize = Axes.product(shape, 1, rank());
    return new NDArray(storage, offset + first * rowSize, Axes.withDim(shape, 0, last - first));
  }

  /**
   * Returns a range of any axis, with the bounds of {@link #slice(int, int)}.
   *
   * @param axis the axis to cut; negative counts from the end
   * @param from the first index kept
   * @param to the index after the last one kept
   * @return a view for axis 0, otherwise a new array
   * @throws IllegalArgumentException if there is no such axis
   */
  public NDArray slice(int axis, int from, int to) {
    int cut = Axes.axis(axis, rank(), "NDArray.slice");
    if (cut == 0) {
      return slice(from, to);
    }
    int length = (int) shape.get(cut);
    int first = Axes.bound(from, length);
    int last = Math.max(first, Axes.bound(to, length));
    int start = offset + first * Axes.product(shape, cut + 1, rank());
    Shape result = Axes.withDim(shape, cut, last - first);
    return new NDArray(Strided.copy(storage, start, result, Strided.rowMajor(shape)), 0, result);
  }

  /**
   * Returns some rows in a given order, NumPy's {@code x[indices]}.
   *
   * @param indices rows of the first axis, repeated as often as wanted; negative counts from the
   *     end
   * @return a new array with {@code indices.length} rows
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public NDArray take(int... indices) {
    int rowSize = Axes.product(shape, 1, rank());
    Shape result = Axes.withDim(shape, 0, indices.length);
    Storage target = Storage.allocate(dtype(), Axes.elements(result));
    for (int i = 0; i < indices.length; i++) {
      int row = Axes.index(indices[i], length(), 0, shape);
      target.copyFrom(storage, offset + row * rowSize, i * rowSize, rowSize);
    }
    return new NDArray(target, 0, result);
  }

  // ---- Other shapes and types ----------------------------------------------------------------

  /**
   * Converts the elements to another type.
   *
   * <p>To integers, fractions are cut off towards zero; integers that do not fit keep their low
   * bits. Floating-point numbers beyond {@code int} and {@code long} become the nearest of those.
   * To {@link DType#BOOL}, everything but zero is true.
   *
   * @param dtype the wanted type
   * @return this array if it has the type already, otherwise a new one
   */
  public NDArray asType(DType dtype) {
    return dtype == dtype()
        ? this
        : new NDArray(Chunks.convert(storage, offset, size, dtype), 0, shape);
  }

  /**
   * Copies the array.
   *
   * @return an array of the same type and shape that shares no storage with this one
   */
  public NDArray copy() {
    return new NDArray(Chunks.convert(storage, offset, size, dtype()), 0, shape);
  }

  /**
   * Returns a view with other dimensions and the same elements in the same order.
   *
   * @param dims the new dimensions; one of them may be −1 and is then computed
   * @return an array that shares this array's memory
   * @throws IllegalArgumentException if the number of elements differs
   */
  public NDArray reshape(long... dims) {
    long[] resolved = dims.clone();
    long known = 1;
    int open = -1;
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] != Shape.UNKNOWN) {
        known *= dims[axis];
      } else if (open < 0) {
        open = axis;
      } else {
        throw new IllegalArgumentException(
            "NDArray.reshape: only one dimension may be -1, received " + Arrays.toString(dims));
      }
    }
    if (open >= 0 && known > 0) {
      resolved[open] = size / known;
      known *= resolved[open];
    }
    if (known != size || (open >= 0 && resolved[open] < 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "NDArray.reshape: %d elements of shape %s do not fill %s",
              size,
              shape,
              Arrays.toString(dims)));
    }
    return new NDArray(storage, offset, Shape.of(resolved));
  }

  /**
   * Returns a view of rank 1.
   *
   * @return an array of shape {@code (size,)} that shares this array's memory
   */
  public NDArray flatten() {
    return reshape(size);
  }

  /**
   * Inserts an axis of length 1.
   *
   * @param axis its position in the result; −1 is the end
   * @return a view of one rank more
   * @throws IllegalArgumentException if the position is out of range
   */
  public NDArray expandDims(int axis) {
    int at = Axes.axis(axis, rank() + 1, "NDArray.expandDims");
    long[] old = shape.asArray();
    long[] dims = new long[old.length + 1];
    System.arraycopy(old, 0, dims, 0, at);
    dims[at] = 1;
    System.arraycopy(old, at, dims, at + 1, old.length - at);
    return new NDArray(storage, offset, Shape.of(dims));
  }

  /**
   * Removes an axis of length 1.
   *
   * @param axis the axis; negative counts from the end
   * @return a view of one rank less
   * @throws IllegalArgumentException if there is no such axis or its length is not 1
   */
  public NDArray squeeze(int axis) {
    int at = Axes.axis(axis, rank(), "NDArray.squeeze");
    if (shape.get(at) != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "NDArray.squeeze: axis %d of shape %s has length %d, only an axis of length 1 can go",
              axis,
              shape,
              shape.get(at)));
    }
    return new NDArray(storage, offset, Axes.without(shape, at));
  }

  /**
   * Repeats the array along missing axes and axes of length 1 until it has a shape.
   *
   * @param dims the wanted dimensions
   * @return this array if it has the shape already, otherwise a new one
   * @throws IllegalArgumentException if repetition does not lead to that shape
   */
  public NDArray broadcastTo(long... dims) {
    Shape target = Shape.of(dims);
    if (target.equals(shape)) {
      return this;
    }
    int[] strides = new int[dims.length];
    int[] own = Strided.rowMajor(shape);
    int extra = dims.length - rank();
    for (int axis = 0; axis < rank(); axis++) {
      boolean fits = extra >= 0 && (shape.get(axis) == 1 || shape.get(axis) == dims[extra + axis]);
      if (!fits) {
        throw new IllegalArgumentException(
            "NDArray.broadcastTo: an array of shape %s cannot be repeated into %s"
                .formatted(shape, target));
      }
      strides[extra + axis] = shape.get(axis) == 1 ? 0 : own[axis];
    }
    return new NDArray(Strided.copy(storage, offset, target, strides), 0, target);
  }

  /**
   * Reorders the axes.
   *
   * @param axes for each axis of the result, the axis of this array that it comes from; none at all
   *     reverses the axes
   * @return a new array
   * @throws IllegalArgumentException if the axes are not a permutation
   */
  public NDArray transpose(int... axes) {
    int rank = rank();
    int[] own = Strided.rowMajor(shape);
    int[] strides = new int[rank];
    long[] dims = new long[rank];
    boolean[] used = new boolean[rank];
    if (axes.length != 0 && axes.length != rank) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "NDArray.transpose: shape %s needs %d axes, received %s",
              shape,
              rank,
              Arrays.toString(axes)));
    }
    for (int i = 0; i < rank; i++) {
      int from = axes.length == 0 ? rank - 1 - i : Axes.axis(axes[i], rank, "NDArray.transpose");
      if (used[from]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "NDArray.transpose: axis %d occurs twice in %s",
                from,
                Arrays.toString(axes)));
      }
      used[from] = true;
      strides[i] = own[from];
      dims[i] = shape.get(from);
    }
    Shape result = Shape.of(dims);
    return new NDArray(Strided.copy(storage, offset, result, strides), 0, result);
  }

  // ---- Arithmetic ----------------------------------------------------------------------------

  /**
   * Adds an array, with NumPy's broadcasting.
   *
   * <p>The result has the {@linkplain DType#promote common} type of both; integers wrap around.
   *
   * @param other the other array; from the end, each pair of dimensions is equal or contains a 1
   * @return a new array
   * @throws IllegalArgumentException if the shapes do not fit or both arrays are bool
   */
  public NDArray add(NDArray other) {
    return Arithmetic.ADD.apply(this, other);
  }

  /**
   * Adds an integer, which takes the array's type: {@code uint8} stays {@code uint8} and wraps
   * around.
   *
   * @param scalar the number
   * @return a new array of this array's type; of {@link DType#INT64} if this is bool
   * @throws IllegalArgumentException if the number does not fit into the type
   */
  public NDArray add(long scalar) {
    return Arithmetic.ADD.apply(this, scalar);
  }

  /**
   * Adds a floating-point number.
   *
   * @param scalar the number
   * @return a new array of this array's type if that is floating-point, otherwise of {@link
   *     DType#FLOAT64}
   */
  public NDArray add(double scalar) {
    return Arithmetic.ADD.apply(this, scalar);
  }

  /**
   * Subtracts an array; see {@link #add(NDArray)}.
   *
   * @param other the other array
   * @return a new array
   */
  public NDArray subtract(NDArray other) {
    return Arithmetic.SUBTRACT.apply(this, other);
  }

  /**
   * Subtracts an integer; see {@link #add(long)}.
   *
   * @param scalar the number
   * @return a new array
   */
  public NDArray subtract(long scalar) {
    return Arithmetic.SUBTRACT.apply(this, scalar);
  }

  /**
   * Subtracts a floating-point number; see {@link #add(double)}.
   *
   * @param scalar the number
   * @return a new array
   */
  public NDArray subtract(double scalar) {
    return Arithmetic.SUBTRACT.apply(this, scalar);
  }

  /**
   * Multiplies by an array, element by element; see {@link #add(NDArray)}.
   *
   * @param other the other array
   * @return a new array
   */
  public NDArray multiply(NDArray other) {
    return Arithmetic.MULTIPLY.apply(this, other);
  }

  /**
   * Multiplies by an integer; see {@link #add(long)}.
   *
   * @param scalar the number
   * @return a new array
   */
  public NDArray multiply(long scalar) {
    return Arithmetic.MULTIPLY.apply(this, scalar);
  }

  /**
   * Multiplies by a floating-point number; see {@link #add(double)}.
   *
   * @param scalar the number
   * @return a new array
   */
  public NDArray multiply(double scalar) {
    return Arithmetic.MULTIPLY.apply(this, scalar);
  }

  /**
   * Divides by an array, as Python's {@code /}: integers are divided in {@link DType#FLOAT64}.
   *
   * @param other the divisor; shapes as in {@link #add(NDArray)}
   * @return a new floating-point array
   */
  public NDArray divide(NDArray other) {
    return Arithmetic.DIVIDE.apply(this, other);
  }

  /**
   * Divides by an integer, as Python's {@code /}.
   *
   * @param scalar the divisor
   * @return a new array of this array's type if that is floating-point, otherwise of {@link
   *     DType#FLOAT64}
   * @throws IllegalArgumentException if the number does not fit into the type
   */
  public NDArray divide(long scalar) {
    return Arithmetic.DIVIDE.apply(this, scalar);
  }

  /**
   * Divides by a floating-point number; see {@link #add(double)}.
   *
   * @param scalar the divisor
   * @return a new array
   */
  public NDArray divide(double scalar) {
    return Arithmetic.DIVIDE.apply(this, scalar);
  }

  /**
   * Changes every sign; {@code uint8} wraps around as in NumPy.
   *
   * @return a new array of the same type
   * @throws IllegalArgumentException if the array is bool
   */
  public NDArray negate() {
    return dtype().isFloating() ? multiply(-1.0) : zeros(dtype()).subtract(this);
  }

  // ---- Reductions ----------------------------------------------------------------------------

  /**
   * Returns the sum of all elements, accumulated in double precision.
   *
   * @return the sum; 0 for an empty array
   */
  public double sum() {
    return Reductions.SUM.all(this);
  }

  /**
   * Returns the sums along an axis, accumulated in double precision.
   *
   * @param axis the axis that disappears; negative counts from the end
   * @return an array of this type if that is floating-point, otherwise of {@link DType#INT64}
   * @throws IllegalArgumentException if there is no such axis
   */
  public NDArray sum(int axis) {
    return Reductions.SUM.along(this, axis);
  }

  /**
   * Returns the mean of all elements, accumulated in double precision.
   *
   * @throws IllegalArgumentException if the array is empty
   */
  public double mean() {
    return Reductions.MEAN.all(this);
  }

  /**
   * Returns the means along an axis, accumulated in double precision.
   *
   * @param axis the axis that disappears; negative counts from the end
   * @return an array of this type if that is floating-point, otherwise of {@link DType#FLOAT64}
   * @throws IllegalArgumentException if there is no such axis or its length is 0
   */
  public NDArray mean(int axis) {
    return Reductions.MEAN.along(this, axis);
  }

  /**
   * Returns the smallest element; NaN if there is one.
   *
   * @throws IllegalArgumentException if the array is empty
   */
  public double min() {
    return Reductions.MIN.all(this);
  }

  /**
   * Returns the smallest elements along an axis.
   *
   * @param axis the axis that disappears; negative counts from the end
   * @return an array of this type
   * @throws IllegalArgumentException if there is no such axis or its length is 0
   */
  public NDArray min(int axis) {
    return Reductions.MIN.along(this, axis);
  }

  /**
   * Returns the largest element; NaN if there is one.
   *
   * @throws IllegalArgumentException if the array is empty
   */
  public double max() {
    return Reductions.MAX.all(this);
  }

  /**
   * Returns the largest elements along an axis.
   *
   * @param axis the axis that disappears; negative counts from the end
   * @return an array of this type
   * @throws IllegalArgumentException if there is no such axis or its length is 0
   */
  public NDArray max(int axis) {
    return Reductions.MAX.along(this, axis);
  }

  /**
   * Returns the positions of the largest elements along an axis: the first of equal ones, the first
   * NaN if there is one.
   *
   * @param axis the axis that disappears; negative counts from the end
   * @return an {@link DType#INT64} array
   * @throws IllegalArgumentException if there is no such axis or its length is 0
   */
  public NDArray argmax(int axis) {
    return Reductions.ARGMAX.along(this, axis);
  }

  /**
   * Returns the positions of the smallest elements along an axis; see {@link #argmax}.
   *
   * @param axis the axis that disappears; negative counts from the end
   * @return an {@link DType#INT64} array
   */
  public NDArray argmin(int axis) {
    return Reductions.ARGMIN.along(this, axis);
  }

  /**
   * Returns the position of the largest of all elements in row-major order, as NumPy's {@code
   * argmax} without an axis; see {@link #argmax(int)}.
   *
   * @return the position, from 0
   * @throws IllegalArgumentException if the array is empty
   */
  public int argmax() {
    return (int) flatten().argmax(0).getLong();
  }

  /**
   * Returns the position of the smallest of all elements in row-major order; see {@link
   * #argmax(int)}.
   *
   * @return the position, from 0
   * @throws IllegalArgumentException if the array is empty
   */
  public int argmin() {
    return (int) flatten().argmin(0).getLong();
  }

  /**
   * Returns the standard deviation of all elements around their mean, as NumPy's {@code std}.
   *
   * @return the root of the mean square, in double precision
   * @throws IllegalArgumentException if the array is empty
   */
  public double std() {
    double mean = mean();
    return Math.sqrt(asType(DType.FLOAT64).map(v -> (v - mean) * (v - mean)).mean());
  }

  // ---- Element by element --------------------------------------------------------------------

  /**
   * Applies a function to each element: {@code x.map(Math::sqrt)} for NumPy's {@code sqrt(x)},
   * {@code x.map(v -> Math.min(v, 1))} for {@code minimum(x, 1)}, and so on.
   *
   * @param function what to do with an element; bool is 0 or 1
   * @return a new array of this array's type if that is floating-point, otherwise of {@link
   *     DType#FLOAT64}
   */
  public NDArray map(DoubleUnaryOperator function) {
    return Elementwise.map(this, function);
  }

  /**
   * Compares element by element, as NumPy's {@code ==}; the mean of the result is the share of
   * equal elements.
   *
   * @param other an array of the same shape, of any type
   * @return a {@link DType#BOOL} array; NaN equals nothing
   * @throws IllegalArgumentException if the shapes differ: there is no broadcasting, which would
   *     compare a column with a row in silence
   */
  public NDArray equal(NDArray other) {
    return Elementwise.equal(this, other);
  }

  /**
   * Compares element by element, as NumPy's {@code !=}: {@code a.notEqual(b).flatNonzero()} is
   * where two arrays differ, {@code np.where(a != b)[0]} in Python.
   *
   * @param other an array of the same shape, of any type
   * @return a {@link DType#BOOL} array; NaN differs from everything
   * @throws IllegalArgumentException if the shapes differ
   */
  public NDArray notEqual(NDArray other) {
    return Elementwise.not(Elementwise.equal(this, other));
  }

  /**
   * Compares each element with a number, as NumPy's {@code ==}.
   *
   * @param scalar the number, taken as a float if the array is of {@link DType#FLOAT32}
   * @return a {@link DType#BOOL} array; NaN equals nothing
   */
  public NDArray equal(double scalar) {
    return Elementwise.equal(this, scalar);
  }

  /**
   * Compares each element with a number, as NumPy's {@code !=}.
   *
   * @param scalar the number, taken as a float if the array is of {@link DType#FLOAT32}
   * @return a {@link DType#BOOL} array; NaN differs from everything
   */
  public NDArray notEqual(double scalar) {
    return Elementwise.not(Elementwise.equal(this, scalar));
  }

  /**
   * Returns where elements are not zero, as NumPy's {@code flatnonzero}: {@code
   * x.take(y.equal(3).flatNonzero())} are the rows of class 3, {@code x[y == 3]} in Python.
   *
   * @return positions in row-major order, ascending
   */
  public int[] flatNonzero() {
    return Elementwise.flatNonzero(this);
  }

  // ---- Comparison ----------------------------------------------------------------------------

  /**
   * Compares with tolerance, as NumPy's {@code allclose}: {@code |a − b| ≤ atol + rtol · |b|}.
   *
   * @param expected an array of the same shape and of any type; {@code b} of the formula
   * @param rtol relative tolerance, NumPy's default is 1e-5
   * @param atol absolute tolerance, NumPy's default is 1e-8
   * @return false as well if the shapes differ or a NaN occurs; infinities must be equal
   */
  public boolean allClose(NDArray expected, double rtol, double atol) {
    if (!shape.equals(expected.shape)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      double a = storage.getDouble(offset + i);
      double b = expected.storage.getDouble(expected.offset + i);
      boolean close = Math.abs(a - b) <= atol + rtol * Math.abs(b) && !Double.isInfinite(b);
      if (!close && a != b) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether the other object is an array of the same type, shape and elements; as in {@link
   * Arrays#equals(float[], float[])}, NaN equals itself and 0.0 differs from −0.0.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof NDArray that
        && dtype() == that.dtype()
        && shape.equals(that.shape)
        && storage.rangeEquals(offset, that.storage, that.offset, size);
  }

  /** Returns a hash of the type, the shape and the elements. */
  @Override
  public int hashCode() {
    int hash = 31 * dtype().hashCode() + shape.hashCode();
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + Double.hashCode(storage.getDouble(offset + i));
    }
    return hash;
  }

  /** Returns the elements as NumPy prints them, the middle left out beyond 1,000 of them. */
  @Override
  public String toString() {
    return Printer.print(this);
  }

  // ---- Out of here ---------------------------------------------------------------------------

  /**
   * Returns a copy of the elements in row-major order.
   *
   * @return a new Java array, converted as by {@link #asType}
   */
  public float[] toFloatArray() {
    return (float[]) Chunks.convert(storage, offset, size, DType.FLOAT32).array();
  }

  /**
   * Returns a copy of the elements in row-major order.
   *
   * @return a new Java array
   */
  public double[] toDoubleArray() {
    return (double[]) Chunks.convert(storage, offset, size, DType.FLOAT64).array();
  }

  /**
   * Returns a copy of the elements in row-major order.
   *
   * @return a new Java array, converted as by {@link #asType}
   */
  public int[] toIntArray() {
    return (int[]) Chunks.convert(storage, offset, size, DType.INT32).array();
  }

  /**
   * Returns a copy of the elements in row-major order.
   *
   * @return a new Java array, converted as by {@link #asType}
   */
  public long[] toLongArray() {
    return (long[]) Chunks.convert(storage, offset, size, DType.INT64).array();
  }

  /**
   * Returns a copy of the elements in row-major order.
   *
   * @return a new Java array of unsigned bytes, converted as by {@link #asType}
   */
  public byte[] toByteArray() {
    return (byte[]) Chunks.convert(storage, offset, size, DType.UINT8).array();
  }

  /**
   * Appends all elements to a buffer at its position; allocates nothing.
   *
   * <p>The buffer's kind must be that of the elements: {@link java.nio.FloatBuffer}, {@link
   * java.nio.DoubleBuffer}, {@link java.nio.IntBuffer}, {@link java.nio.LongBuffer}, and {@link
   * java.nio.ByteBuffer} for {@link DType#UINT8} and {@link DType#BOOL}; that is a memory copy. A
   * {@code FloatBuffer} also takes every other type and converts.
   *
   * @param target the buffer
   * @throws IllegalArgumentException if the buffer is of the wrong kind
   * @throws java.nio.BufferOverflowException if the elements do not fit
   */
  public void copyTo(Buffer target) {
    put(offset, size, target);
  }

  /**
   * Appends a range of rows to a buffer at its position; allocates nothing.
   *
   * @param from the first row, from 0
   * @param count the number of rows
   * @param target a buffer as in {@link #copyTo}
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  public void copyRows(int from, int count, Buffer target) {
    Objects.checkFromIndexSize(from, count, length());
    int rowSize = Axes.product(shape, 1, rank());
    put(offset + from * rowSize, count * rowSize, target);
  }

  /**
   * Gathers rows into a buffer at its position: row {@code indices[from]}, row {@code indices[from
   * + 1]} and so on; allocates nothing.
   *
   * @param indices rows of the first axis, from 0
   * @param from the first index to use
   * @param count the number of rows to copy
   * @param target a buffer as in {@link #copyTo}
   * @throws IndexOutOfBoundsException if there are no such indices or no such rows
   */
  public void copyRows(int[] indices, int from, int count, Buffer target) {
    Objects.checkFromIndexSize(from, count, indices.length);
    int rows = length();
    int rowSize = Axes.product(shape, 1, rank());
    for (int i = from; i < from + count; i++) {
      int row = Objects.checkIndex(indices[i], rows);
      put(offset + row * rowSize, rowSize, target);
    }
  }

  private void put(int from, int count, Buffer target) {
    if (!storage.put(from, count, target)) {
      throw new IllegalArgumentException(
          "elements of type %s do not go into a %s; use the matching kind of buffer or a FloatBuffer"
              .formatted(dtype(), target.getClass().getSimpleName()));
    }
  }

  Storage storage() {
    return storage;
  }

  int offset() {
    return offset;
  }
}
