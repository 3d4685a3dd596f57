package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.internal.graph.LayerProbe;
import org.keras4j.ndarray.NDArray;

/**
 * Training pools before it applies relu, and by another operation than inference; that must change
 * neither values nor gradients.
 */
class ReluBeforePoolingTest {

  @Test
  void isExact() {
    Random random = new Random(7);
    float[] x = new float[2 * 5 * 6 * 3];
    for (int i = 0; i < x.length; i++) {
      // Few distinct values, so that windows have ties, also among negative ones.
      x[i] = random.nextInt(5) - 2;
    }
    float[] g = new float[2 * 3 * 3 * 3];
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) random.nextGaussian();
    }
    NDArray in = NDArray.wrap(x, 2, 5, 6, 3);
    NDArray cotangent = NDArray.wrap(g, 2, 3, 3, 3);
    var swapped = LayerProbe.run(block(), List.of(in), List.of(cotangent), true);
    var plain = LayerProbe.run(block(), List.of(in), List.of(cotangent), false);
    assertSame(plain.outputs(), swapped.outputs());
    assertSame(plain.inputGradients(), swapped.inputGradients());
  }

  /** Equal numbers; 0 and −0 are. */
  private static void assertSame(List<NDArray> expected, List<NDArray> actual) {
    assertTrue(actual.get(0).allClose(expected.get(0), 0, 0), expected + "\n" + actual);
  }

  private static Layer block() {
    var input = Input.of(5, 6, 3);
    var relu = new Activation("relu").apply(input);
    return new Model(input, new MaxPooling2D(2, 2).padding("same").apply(relu));
  }
}
