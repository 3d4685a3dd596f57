package org.keras4j.spark;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** Arrays that can be sent: as one Java array of their type each. */
final class ArrayBundle implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<NDArray> arrays;

  ArrayBundle(List<NDArray> arrays) {
    this.arrays = List.copyOf(arrays);
  }

  List<NDArray> arrays() {
    return arrays;
  }

  @Serial
  private Object writeReplace() {
    ArrayList<Packed> packed = new ArrayList<>();
    arrays.forEach(array -> packed.add(new Packed(array)));
    return new Sent(packed);
  }

  @Serial
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("ArrayBundle is sent in its packed form only");
  }

  /** The form in which arrays travel. */
  private record Sent(ArrayList<Packed> arrays) implements Serializable {
    @Serial
    private Object readResolve() {
      return new ArrayBundle(arrays.stream().map(Packed::unpack).toList());
    }
  }

  private static final class Packed implements Serializable {
    @Serial private static final long serialVersionUID = 1L;

    private final DType dtype;
    private final long[] shape;
    private final Serializable elements;

    Packed(NDArray array) {
      dtype = array.dtype();
      shape = array.shape().asArray();
      elements = elements(array);
    }

    private static Serializable elements(NDArray array) {
      return switch (array.dtype()) {
        case FLOAT32 -> array.toFloatArray();
        case FLOAT64 -> array.toDoubleArray();
        case INT32 -> array.toIntArray();
        case INT64 -> array.toLongArray();
        case UINT8, BOOL -> array.toByteArray();
      };
    }

    NDArray unpack() {
      return switch (dtype) {
        case FLOAT32 -> NDArray.wrap((float[]) elements, shape);
        case FLOAT64 -> NDArray.wrap((double[]) elements, shape);
        case INT32 -> NDArray.wrap((int[]) elements, shape);
        case INT64 -> NDArray.wrap((long[]) elements, shape);
        case UINT8 -> NDArray.wrap((byte[]) elements, shape);
        case BOOL -> NDArray.wrap((byte[]) elements, shape).asType(DType.BOOL);
      };
    }
  }
}
