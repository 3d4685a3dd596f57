package org.keras4j.internal.graph;

import static java.util.Objects.requireNonNull;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Dim;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NumDims;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorElementCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorType;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.RawTensor;
import org.tensorflow.Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.proto.DataType;

/**
 * A tensor of TensorFlow's C interface. Larger contents travel in pieces, so that the heap never
 * holds a second copy of a weight.
 */
public final class NativeTensor implements AutoCloseable {

  /** Bytes of a piece: a multiple of every element's size, small beside any heap. */
  private static final int PIECE = 1 << 20;

  private final TF_Tensor handle;

  /** Takes over a tensor that TensorFlow has given out. */
  NativeTensor(TF_Tensor handle) {
    this.handle = handle;
  }

  private static NativeTensor allocate(DataType type, long[] dims, long bytes) {
    TF_Tensor t = TF_AllocateTensor(type.getNumber(), dims, dims.length, bytes);
    if (t == null || t.isNull()) {
      throw new OutOfMemoryError("No memory for a tensor of " + bytes + " bytes");
    }
    return new NativeTensor(t);
  }

  /** Returns a new tensor with the contents of an array. */
  public static NativeTensor of(NDArray array) {
    DataType type = Tensors.protoTypeOf(array.dtype());
    int width = array.dtype().byteSize();
    NativeTensor t =
        allocate(type, array.shape().asArray(), Math.multiplyExact((long) array.size(), width));
    t.put(0, array.flatten());
    return t;
  }

  /** Returns a new tensor with the contents of another one. */
  static NativeTensor of(Tensor source) {
    RawTensor raw = source.asRawTensor();
    ByteDataBuffer data = raw.data();
    NativeTensor t = allocate(raw.dataType(), raw.shape().asArray(), data.size());
    byte[] piece = new byte[(int) Math.min(PIECE, data.size())];
    for (long from = 0; from < data.size(); from += PIECE) {
      int count = (int) Math.min(PIECE, data.size() - from);
      data.slice(from, count).read(piece, 0, count);
      t.bytes(from, count).put(piece, 0, count);
    }
    return t;
  }

  /** Returns a new tensor that is to be filled. */
  public static NativeTensor allocate(DType dtype, long... dims) {
    long elements = 1;
    for (long d : dims) {
      elements = Math.multiplyExact(elements, d);
    }
    return allocate(
        Tensors.protoTypeOf(dtype), dims, Math.multiplyExact(elements, dtype.byteSize()));
  }

  /**
   * Sets elements.
   *
   * @param at the index of the first one in row-major order
   * @param flat of this tensor's type, in one dimension
   */
  public void put(long at, NDArray flat) {
    int width = flat.dtype().byteSize();
    int step = PIECE / width;
    for (int from = 0; from < flat.length(); from += step) {
      int count = Math.min(step, flat.length() - from);
      ByteBuffer place = bytes((at + from) * width, count * width);
      flat.copyRows(from, count, view(flat.dtype(), place));
    }
  }

  TF_Tensor handle() {
    return handle;
  }

  /** Returns part of the memory; not to be used after this tensor is closed. */
  ByteBuffer bytes(long from, int count) {
    BytePointer start = new BytePointer(TF_TensorData(handle)).getPointer(from);
    return start.capacity(count).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static Buffer view(DType dtype, ByteBuffer bytes) {
    return switch (dtype) {
      case FLOAT32 -> bytes.asFloatBuffer();
      case FLOAT64 -> bytes.asDoubleBuffer();
      case INT32 -> bytes.asIntBuffer();
      case INT64 -> bytes.asLongBuffer();
      case UINT8, BOOL -> bytes;
    };
  }

  /** Returns the number of elements. */
  long elements() {
    return TF_TensorElementCount(handle);
  }

  DType dtype() {
    return Tensors.dtypeOf(requireNonNull(DataType.forNumber(TF_TensorType(handle))));
  }

  /** Returns a new array with the contents. */
  public NDArray toArray() {
    long[] dims = new long[TF_NumDims(handle)];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = TF_Dim(handle, i);
    }
    int n = Math.toIntExact(elements());
    return switch (dtype()) {
      case FLOAT32 -> {
        float[] v = new float[n];
        read(Float.BYTES, n, (b, at, count) -> b.asFloatBuffer().get(v, at, count));
        yield NDArray.wrap(v, dims);
      }
      case FLOAT64 -> {
        double[] v = new double[n];
        read(Double.BYTES, n, (b, at, count) -> b.asDoubleBuffer().get(v, at, count));
        yield NDArray.wrap(v, dims);
      }
      case INT32 -> {
        int[] v = new int[n];
        read(Integer.BYTES, n, (b, at, count) -> b.asIntBuffer().get(v, at, count));
        yield NDArray.wrap(v, dims);
      }
      case INT64 -> {
        long[] v = new long[n];
        read(Long.BYTES, n, (b, at, count) -> b.asLongBuffer().get(v, at, count));
        yield NDArray.wrap(v, dims);
      }
      case UINT8 -> {
        byte[] v = new byte[n];
        read(1, n, (b, at, count) -> b.get(v, at, count));
        yield NDArray.wrap(v, dims);
      }
      case BOOL -> {
        boolean[] v = new boolean[n];
        read(
            1,
            n,
            (b, at, count) -> {
              for (int i = 0; i < count; i++) {
                v[at + i] = b.get(i) != 0;
              }
            });
        yield NDArray.of(v).reshape(dims);
      }
    };
  }

  /** Copies a piece of a tensor's memory into an array. */
  @FunctionalInterface
  private interface PieceReader {
    void read(ByteBuffer piece, int at, int count);
  }

  private void read(int width, int n, PieceReader reader) {
    int step = PIECE / width;
    for (int at = 0; at < n; at += step) {
      int count = Math.min(step, n - at);
      reader.read(bytes((long) at * width, count * width), at, count);
    }
  }

  @Override
  public void close() {
    TF_DeleteTensor(handle);
  }
}
