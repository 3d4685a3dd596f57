package org.keras4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

class ArrayBundleTest {
  @Test
  void arraysOfEveryTypeArriveAsTheyWere() throws IOException, ClassNotFoundException {
    List<NDArray> arrays = new ArrayList<>();
    for (DType dtype : DType.values()) {
      arrays.add(NDArray.of(0, 1, 2, 3, 4, 5).asType(dtype).reshape(2, 3));
    }
    arrays.add(NDArray.of(new float[][] {{1, 2}, {3, 4}}).transpose());
    arrays.add(NDArray.zeros(0, 3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayBundle(arrays));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      List<NDArray> read = ((ArrayBundle) in.readObject()).arrays();
      assertEquals(arrays, read);
      for (int i = 0; i < arrays.size(); i++) {
        assertEquals(arrays.get(i).dtype(), read.get(i).dtype());
      }
    }
  }
}
