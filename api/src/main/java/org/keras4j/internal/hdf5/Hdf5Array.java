package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** An array in a file that is open; its elements are read when they are asked for. */
public final class Hdf5Array {

  private static final int PIECE = 1 << 16;

  private final Guard guard;
  private final String path;
  private final Source source;
  private final Hdf5Elements elements;
  private final ByteOrder order;
  private final long[] dims;
  private final int size;
  private final ElementPlace place;

  Hdf5Array(
      Guard guard,
      String path,
      Source source,
      Hdf5Elements elements,
      ByteOrder order,
      long[] dims,
      ElementPlace place) {
    this.guard = guard;
    this.path = path;
    this.source = source;
    this.elements = elements;
    this.order = order;
    this.dims = dims;
    this.place = place;
    size = (int) Shape.of(dims).size();
  }

  /** Returns the place in the file, such as {@code /layers/dense/vars/0}. */
  public String path() {
    return path;
  }

  /** Returns the shape. */
  public Shape shape() {
    return Shape.of(dims);
  }

  /**
   * Returns the element type that {@link #read} gives, which may be wider than that in the file.
   */
  public DType dtype() {
    return elements.dtype();
  }

  /** Returns how many bytes the elements have, once they are read. */
  public long bytes() {
    return (long) size * elements.dtype().byteSize();
  }

  /** Returns how many bytes the elements have in the file. */
  long storedBytes() {
    return (long) size * elements.width();
  }

  /** Takes elements as they are read. */
  @FunctionalInterface
  public interface Pieces {
    /**
     * Takes some elements, one after the other.
     *
     * @param at how many there were before
     * @param elements at least one, in one dimension
     */
    void take(int at, NDArray elements);
  }

  /** Reads the elements and hands them over in small pieces, so that they are never all here. */
  public void read(Pieces pieces) throws IOException {
    guard.at(
        path,
        () -> {
          ByteBuffer inHeader = place.inHeader();
          if (inHeader != null) {
            Object data = elements.allocate(size);
            elements.decode(inHeader.duplicate().order(order), data, 0);
            take(pieces, 0, data, size);
            return size;
          }
          readPieces(
              (at, count, piece) -> {
                Object data = elements.allocate(count);
                elements.decode(piece, data, 0);
                take(pieces, at, data, count);
              });
          return size;
        });
  }

  private void take(Pieces pieces, int at, Object data, int count) {
    if (count > 0) {
      pieces.take(at, elements.array(data, new long[] {count}));
    }
  }

  /** Reads the elements, in pieces. */
  public NDArray read() throws IOException {
    return guard.at(
        path,
        () -> {
          Object data = elements.allocate(size);
          ByteBuffer inHeader = place.inHeader();
          if (inHeader == null) {
            readPieces((at, count, piece) -> elements.decode(piece, data, at));
          } else {
            elements.decode(inHeader.duplicate().order(order), data, 0);
          }
          return elements.array(data, dims);
        });
  }

  @FunctionalInterface
  private interface Decoder {
    void decode(int at, int count, ByteBuffer piece) throws IOException;
  }

  private void readPieces(Decoder decoder) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(order);
    int width = elements.width();
    for (int done = 0; done < size; ) {
      int count = Math.min(PIECE / width, size - done);
      piece.clear().limit(count * width);
      source.read(place.address() + (long) done * width, piece);
      decoder.decode(done, count, piece.flip());
      done += count;
    }
  }
}
