package org.keras4j.internal.graph;

import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.RawTensor;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * The only place where values cross between arrays on the heap and native tensors. Everything goes
 * through bulk copies of whole buffers, which run at the speed of memcpy.
 */
public final class Tensors {

  private Tensors() {}

  /** Returns TensorFlow's class for an element type. */
  public static Class<? extends TType> typeOf(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> TFloat32.class;
      case FLOAT64 -> TFloat64.class;
      case INT32 -> TInt32.class;
      case INT64 -> TInt64.class;
      case UINT8 -> TUint8.class;
      case BOOL -> TBool.class;
      default ->
          throw new IllegalArgumentException(
              "Arrays of type " + dtype + " cannot be fed to a model; convert with asType");
    };
  }

  /** Returns the element type of TensorFlow's class. */
  public static DType dtypeOf(Class<? extends TType> type) {
    if (type == TFloat32.class) {
      return DType.FLOAT32;
    } else if (type == TFloat64.class) {
      return DType.FLOAT64;
    } else if (type == TInt32.class) {
      return DType.INT32;
    } else if (type == TInt64.class) {
      return DType.INT64;
    } else if (type == TUint8.class) {
      return DType.UINT8;
    } else if (type == TBool.class) {
      return DType.BOOL;
    }
    throw new IllegalArgumentException("No array type for tensors of " + type.getSimpleName());
  }

  static DataType protoTypeOf(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> DataType.DT_FLOAT;
      case FLOAT64 -> DataType.DT_DOUBLE;
      case INT32 -> DataType.DT_INT32;
      case INT64 -> DataType.DT_INT64;
      case UINT8 -> DataType.DT_UINT8;
      case BOOL -> DataType.DT_BOOL;
    };
  }

  static DType dtypeOf(DataType type) {
    DType found = dtypeOrNull(type);
    if (found == null) {
      throw new IllegalArgumentException("No array type for tensors of " + type);
    }
    return found;
  }

  /** Returns the element type of TensorFlow's, or null if arrays have no such elements. */
  public static @Nullable DType dtypeOrNull(DataType type) {
    for (DType d : DType.values()) {
      if (protoTypeOf(d) == type) {
        return d;
      }
    }
    return null;
  }

  /** Returns TensorFlow's form of a shape. */
  public static org.tensorflow.ndarray.Shape shape(Shape shape) {
    return org.tensorflow.ndarray.Shape.of(shape.asArray());
  }

  /** Returns the shape; an unknown rank is an error, because layers need to know it. */
  public static Shape shape(org.tensorflow.ndarray.Shape shape) {
    if (shape.isUnknown()) {
      throw new IllegalArgumentException(
          "The rank of an output cannot be told before data arrives; fix it with a reshape");
    }
    return Shape.of(shape.asArray());
  }

  /** Allocates a tensor with undefined contents. */
  public static Tensor allocate(DType dtype, Shape shape) {
    return Tensor.of(typeOf(dtype), shape(shape));
  }

  /** Returns a new tensor with the array's contents; the caller closes it. */
  public static Tensor of(NDArray array) {
    Tensor t = allocate(array.dtype(), array.shape());
    write(array, t);
    return t;
  }

  /** Returns a new tensor with the contents of another; the caller closes it. */
  static Tensor copy(Tensor source) {
    Tensor t = Tensor.of(((TType) source).type(), source.shape());
    ByteDataBuffer from = source.asRawTensor().data();
    from.copyTo(t.asRawTensor().data(), from.size());
    return t;
  }

  private static void write(NDArray a, Tensor t) {
    ByteDataBuffer data = t.asRawTensor().data();
    switch (a.dtype()) {
      case FLOAT32 -> data.asFloats().write(a.toFloatArray());
      case FLOAT64 -> data.asDoubles().write(a.toDoubleArray());
      case INT32 -> data.asInts().write(a.toIntArray());
      case INT64 -> data.asLongs().write(a.toLongArray());
      case UINT8, BOOL -> data.write(a.toByteArray());
      default -> throw new IllegalArgumentException("Cannot feed arrays of type " + a.dtype());
    }
  }

  /** Returns a new array with the tensor's contents. */
  public static NDArray toArray(Tensor t) {
    RawTensor raw = t.asRawTensor();
    long[] dims = raw.shape().asArray();
    int n = Math.toIntExact(raw.shape().size());
    ByteDataBuffer data = raw.data();
    return switch (raw.dataType()) {
      case DT_FLOAT -> {
        float[] v = new float[n];
        data.asFloats().read(v);
        yield NDArray.wrap(v, dims);
      }
      case DT_DOUBLE -> {
        double[] v = new double[n];
        data.asDoubles().read(v);
        yield NDArray.wrap(v, dims);
      }
      case DT_INT32 -> {
        int[] v = new int[n];
        data.asInts().read(v);
        yield NDArray.wrap(v, dims);
      }
      case DT_INT64 -> {
        long[] v = new long[n];
        data.asLongs().read(v);
        yield NDArray.wrap(v, dims);
      }
      case DT_UINT8 -> {
        byte[] v = new byte[n];
        data.read(v);
        yield NDArray.wrap(v, dims);
      }
      case DT_BOOL -> {
        byte[] v = new byte[n];
        data.read(v);
        boolean[] b = new boolean[n];
        for (int i = 0; i < n; i++) {
          b[i] = v[i] != 0;
        }
        yield NDArray.of(b).reshape(dims);
      }
      default -> throw new IllegalArgumentException("No array type for " + raw.dataType());
    };
  }
}
