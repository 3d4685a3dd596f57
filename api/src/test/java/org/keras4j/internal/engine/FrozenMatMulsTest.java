package org.keras4j.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class FrozenMatMulsTest {

  private static Operand<TFloat32> constant(Ops tf, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    try (TFloat32 t = (TFloat32) Tensors.of(NDArray.of(values).reshape(rows, columns))) {
      return tf.constantOf(t);
    }
  }

  @Test
  void largeMatricesAreTurnedAndTheProductStays() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> large =
          tf.withName("large").linalg.matMul(constant(tf, 1, 200), constant(tf, 200, 100));
      Operand<TFloat32> shared = constant(tf, 100, 200);
      Operand<TFloat32> once = tf.withName("once").linalg.matMul(large, shared);
      tf.withName("twice")
          .linalg
          .matMul(
              once,
              tf.linalg.matMul(
                  tf.zeros(tf.constant(new int[] {200, 100}), TFloat32.class), shared));
      GraphDef turned = FrozenMatMuls.transposed(graph.toGraphDef());
      assertEquals(List.of("large"), turnedNodes(turned));
      try (Graph copy = new Graph()) {
        copy.importGraphDef(turned);
        assertArrayEquals(product(graph), product(copy), 1e-4f);
      }
    }
  }

  private static List<String> turnedNodes(GraphDef graph) {
    return graph.getNodeList().stream()
        .filter(n -> n.getOp().equals("MatMul") && n.getAttrOrThrow("transpose_b").getB())
        .map(NodeDef::getName)
        .toList();
  }

  private static float[] product(Graph graph) {
    try (Session session = new Session(graph);
        var result = session.runner().fetch("large").run()) {
      return Tensors.toArray(result.get(0)).toFloatArray();
    }
  }
}
