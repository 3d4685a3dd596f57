package org.keras4j.internal.savedmodel;

import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Output;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** What a signature says about a tensor. */
final class Infos {

  private Infos() {}

  static TensorInfo of(Output<?> tensor, Shape shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (long size : shape.asArray()) {
      dims.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(tensor.op().name() + ":" + tensor.index())
        .setDtype(tensor.dataType())
        .setTensorShape(dims)
        .build();
  }

  /** Returns the shape, or null if not even the number of dimensions is known. */
  static @Nullable Shape shape(TensorInfo info) {
    return info.getTensorShape().getUnknownRank()
        ? null
        : Shape.of(
            info.getTensorShape().getDimList().stream()
                .mapToLong(d -> Math.max(d.getSize(), Shape.UNKNOWN))
                .toArray());
  }
}
