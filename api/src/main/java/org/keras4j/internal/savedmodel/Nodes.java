package org.keras4j.internal.savedmodel;

import com.google.protobuf.ByteString;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Operations of graphs in their written form. */
final class Nodes {

  private Nodes() {}

  /** Returns a graph in which some operations are constant texts, each by its name. */
  static GraphDef withTexts(GraphDef graph, Map<String, String> texts) {
    GraphDef.Builder changed = graph.toBuilder();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      String text = texts.get(graph.getNode(i).getName());
      if (text != null) {
        changed.setNode(i, text(graph.getNode(i).getName(), text));
      }
    }
    return changed.build();
  }

  private static NodeDef text(String name, String value) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addStringVal(ByteString.copyFromUtf8(value))
            .build();
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", type(DataType.DT_STRING))
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }

  /** Returns an operation that passes a tensor on. */
  static NodeDef identity(String name, String tensor, DataType type) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Identity")
        .addInput(tensor)
        .putAttr("T", type(type))
        .build();
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  /** Returns the operation that an input of another one refers to. */
  static String operation(String input) {
    int from = input.startsWith("^") ? 1 : 0;
    int colon = input.indexOf(':');
    return input.substring(from, colon < 0 ? input.length() : colon);
  }
}
