package org.keras4j.internal.engine;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;

/**
 * Gathers rows of arrays into the tensors of a batch.
 *
 * <p>Rows are collected in a buffer on the heap that is reused, then copied out as one block: the
 * tensor's own element accessors are far slower than either. Allocates nothing once warm. Not
 * thread-safe.
 */
public final class RowCopier {

  private final List<NDArray> arrays;
  private final Object[] scratch;

  /** Makes a copier for these arrays, which match the parts of the batches to fill. */
  public RowCopier(List<NDArray> arrays) {
    this.arrays = arrays;
    this.scratch = new Object[arrays.size()];
  }

  /** Fills a batch with the rows {@code order[from]}, {@code order[from + 1]}, … of every array. */
  public void fill(Batch batch, int[] order, int from) {
    for (int i = 0; i < arrays.size(); i++) {
      fill(i, batch.tensors().get(i), order, from, batch.rows());
    }
  }

  @SuppressWarnings("ByteBufferBackingArray")
  private void fill(int i, Tensor tensor, int[] order, int from, int rows) {
    NDArray a = arrays.get(i);
    int n = Math.toIntExact(rows * (a.size() / Math.max(1, a.shape().get(0))));
    ByteDataBuffer data = tensor.asRawTensor().data();
    switch (a.dtype()) {
      case FLOAT32 -> {
        FloatBuffer b = (FloatBuffer) scratch(i, n, FloatBuffer::allocate);
        a.copyRows(order, from, rows, b);
        data.asFloats().write(b.array(), 0, n);
      }
      case UINT8, BOOL -> {
        // Always allocated here, so that the backing array begins with the buffer.
        ByteBuffer b = (ByteBuffer) scratch(i, n, ByteBuffer::allocate);
        a.copyRows(order, from, rows, b);
        data.write(b.array(), 0, n);
      }
      case INT32 -> {
        IntBuffer b = (IntBuffer) scratch(i, n, IntBuffer::allocate);
        a.copyRows(order, from, rows, b);
        data.asInts().write(b.array(), 0, n);
      }
      case INT64 -> {
        LongBuffer b = (LongBuffer) scratch(i, n, LongBuffer::allocate);
        a.copyRows(order, from, rows, b);
        data.asLongs().write(b.array(), 0, n);
      }
      default -> throw new IllegalArgumentException("Cannot feed arrays of type " + a.dtype());
    }
  }

  private Object scratch(
      int i, int size, java.util.function.IntFunction<java.nio.Buffer> allocate) {
    java.nio.Buffer b = (java.nio.Buffer) scratch[i];
    if (b == null || b.capacity() < size) {
      b = allocate.apply(size);
      scratch[i] = b;
    }
    return b.clear();
  }
}
