package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** {@code predict} with a SavedModel that gives one number for all samples together. */
class SingleNumberTest extends CommandTest {

  private String saved = "";
  private String out = "";

  @BeforeEach
  void export() throws IOException {
    saved = path("saved");
    out = path("out.npy");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var samples = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
      // TensorFlow does not save a graph without a variable.
      var factor = tf.variable(tf.constant(2f));
      var total = tf.sum(tf.math.mul(samples, factor), tf.constant(new int[] {0, 1}));
      Signature signature =
          Signature.builder().input("samples", samples).output("total", total).build();
      try (Session session = new Session(graph)) {
        session.initialize();
        SavedModelBundle.exporter(saved).withSession(session).withSignature(signature).export();
      }
    }
  }

  @Test
  void oneBatchGivesTheNumber() throws IOException {
    for (String size : new String[] {"70", "1000"}) {
      Run run = Run.of("predict", saved, "--x", x, "--out", out, "--batch-size", size);
      assertEquals(0, run.code(), run.err());
      assertEquals("[]", run.json().at("/outputs/0/shape").toString());
      NDArray total = Npy.read(Path.of(out));
      assertEquals(0, total.rank());
      // twice the sum of 0 to 139, over 140
      assertEquals(139f, total.getFloat(), 1e-3f);
    }
  }

  @Test
  void severalBatchesAreRefused() {
    String[] words = {"predict", saved, "--x", x, "--out", out};
    assertFails("'total'", words);
    assertFails("--batch-size 70", words);
    assertFalse(Files.exists(Path.of(out)));
  }
}
