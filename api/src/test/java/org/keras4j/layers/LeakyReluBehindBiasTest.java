package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.internal.graph.LayerProbe;
import org.keras4j.ndarray.NDArray;

/**
 * Behind a bias leaky relu is computed otherwise; that must change neither values nor gradients.
 */
class LeakyReluBehindBiasTest {

  private static final NDArray X = NDArray.of(new float[][][] {{{-2}, {-0.5f}, {0}, {0.5f}, {2}}});
  private static final NDArray COTANGENT = NDArray.of(new float[][][] {{{1}, {2}, {3}, {4}, {5}}});

  private static Layer convolution() {
    return new Conv1D(1, 1).kernelInitializer("ones");
  }

  @Test
  void isExact() {
    Layer behind = Sequential.of(Input.of(5, 1), convolution(), new LeakyReLU());
    Layer apart =
        Sequential.of(
            Input.of(5, 1), convolution(), new Lambda((tf, x) -> tf.identity(x)), new LeakyReLU());
    var one = LayerProbe.run(behind, List.of(X), List.of(COTANGENT), true);
    var other = LayerProbe.run(apart, List.of(X), List.of(COTANGENT), true);
    assertEquals(other.outputs(), one.outputs());
    assertEquals(other.inputGradients(), one.inputGradients());
    NDArray slopes = NDArray.of(new float[][][] {{{0.3f}, {0.6f}, {0.9f}, {4}, {5}}});
    assertTrue(one.inputGradients().get(0).allClose(slopes, 1e-6, 0), "" + one.inputGradients());
  }
}
