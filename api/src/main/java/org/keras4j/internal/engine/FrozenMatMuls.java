package org.keras4j.internal.engine;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Turns the constant right sides of matrix products around, in graphs that are run with one sample.
 * A single row times a matrix is as fast as memory is read, and a matrix whose columns lie together
 * is read at twice the speed.
 */
final class FrozenMatMuls {

  /** Below this, everything stays in the processor's nearest cache and nothing is gained. */
  private static final int SMALLEST = 16_384;

  private FrozenMatMuls() {}

  /** Returns the graph with large constant right sides transposed. */
  static GraphDef transposed(GraphDef graph) {
    Map<String, NodeDef> nodes = new HashMap<>();
    Map<String, Integer> uses = new HashMap<>();
    for (NodeDef n : graph.getNodeList()) {
      nodes.put(n.getName(), n);
      n.getInputList().forEach(i -> uses.merge(i, 1, Integer::sum));
    }
    GraphDef.Builder result = graph.toBuilder();
    Set<String> turned = new HashSet<>();
    for (int i = 0; i < result.getNodeCount(); i++) {
      NodeDef n = result.getNode(i);
      if (n.getOp().equals("MatMul") && !n.getAttrOrThrow("transpose_b").getB()) {
        NodeDef b = nodes.get(n.getInput(1));
        if (b != null && isLargeMatrix(b) && uses.getOrDefault(b.getName(), 0) == 1) {
          turned.add(b.getName());
          result.setNode(
              i, n.toBuilder().putAttr("transpose_b", AttrValue.newBuilder().setB(true).build()));
        }
      }
    }
    for (int i = 0; i < result.getNodeCount(); i++) {
      if (turned.contains(result.getNode(i).getName())) {
        result.setNode(i, transposed(result.getNode(i)));
      }
    }
    return result.build();
  }

  private static boolean isLargeMatrix(NodeDef n) {
    if (!n.getOp().equals("Const")) {
      return false;
    }
    TensorProto t = n.getAttrOrThrow("value").getTensor();
    return t.getDtype() == DataType.DT_FLOAT
        && t.getTensorShape().getDimCount() == 2
        && t.getTensorContent().size() >= SMALLEST * Float.BYTES;
  }

  private static NodeDef transposed(NodeDef constant) {
    TensorProto t = constant.getAttrOrThrow("value").getTensor();
    int rows = Math.toIntExact(t.getTensorShape().getDim(0).getSize());
    int columns = Math.toIntExact(t.getTensorShape().getDim(1).getSize());
    ByteBuffer from = t.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.nativeOrder());
    ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(ByteOrder.nativeOrder());
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        to.putInt(from.getInt(Float.BYTES * (r * columns + c)));
      }
    }
    TensorProto.Builder value = t.toBuilder().setTensorContent(ByteString.copyFrom(to.flip()));
    value.getTensorShapeBuilder().getDimBuilder(0).setSize(columns);
    value.getTensorShapeBuilder().getDimBuilder(1).setSize(rows);
    return constant.toBuilder()
        .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
        .build();
  }
}
