package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The native library of this machine loads and adds two numbers. */
class TensorFlowLoadsTest {
  @Test
  void addsTwoNumbers() {
    try (var graph = new Graph()) {
      var tf = Ops.create(graph);
      var sum = tf.math.add(tf.constant(1f), tf.constant(2f));
      try (var session = new Session(graph);
          var result = session.runner().fetch(sum).run()) {
        assertEquals(3f, ((TFloat32) result.get(0)).getFloat());
      }
    }
  }
}
