package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.keras4j.ndarray.NDArray;

/** The elements of an array as a file has them, written in pieces. */
record ArrayData(NDArray array) {

  private static final int PIECE = 1 << 16;

  void write(OutputStream out) throws IOException {
    int width = array.dtype().byteSize();
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    NDArray flat = array.flatten();
    for (int at = 0; at < flat.size(); ) {
      int count = Math.min(PIECE / width, flat.size() - at);
      switch (array.dtype()) {
        case BOOL, UINT8 -> flat.copyRows(at, count, piece.clear());
        case INT32 -> flat.copyRows(at, count, piece.asIntBuffer());
        case INT64 -> flat.copyRows(at, count, piece.asLongBuffer());
        case FLOAT32 -> flat.copyRows(at, count, piece.asFloatBuffer());
        case FLOAT64 -> flat.copyRows(at, count, piece.asDoubleBuffer());
      }
      piece.clear();
      out.write(piece.array(), 0, count * width);
      at += count;
    }
  }
}
