package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** What the fixtures of GroupNormalization cannot show. */
class GroupNormalizationTest {

  @Test
  void groupsMustDivideTheChannels() {
    String few = refused(new GroupNormalization(), 4);
    assertTrue(few.contains("'groups' must be a divisor of the number of channels, 4"), few);
    assertTrue(refused(new GroupNormalization(3), 4).contains("received 3"), few);
    assertThrows(IllegalArgumentException.class, () -> new GroupNormalization(0));
    assertThrows(IllegalArgumentException.class, () -> new GroupNormalization(-2));
  }

  @Test
  void theAxisIsOneOfChannels() {
    for (int axis : new int[] {0, -2, 2, -3}) {
      assertTrue(refused(new GroupNormalization(2).axis(axis), 4).contains("'axis'"));
    }
    assertTrue(refused(new GroupNormalization(2), -1).contains("of known size"));
  }

  private static String refused(GroupNormalization layer, long channels) {
    return assertThrows(IllegalArgumentException.class, () -> layer.apply(Input.of(channels)))
        .getMessage();
  }

  /** As after a build in Python. */
  @Test
  void asManyGroupsAsChannelsAreCountedWhenBuilt() {
    var layer = new GroupNormalization(-1);
    assertEquals(-1, layer.getConfig().get("groups"));
    layer.apply(NDArray.zeros(DType.FLOAT32, 1, 2, 6));
    assertEquals(6, layer.getConfig().get("groups"));
  }

  /** Values far from 0 keep their digits. */
  @Test
  void largeValuesAreCentredFirst() {
    NDArray x = NDArray.of(new float[][] {{10000, 10001, 20002, 20000}});
    NDArray y = new GroupNormalization(2).epsilon(0).apply(x);
    float[] expected = {-1, 1, 1, -1};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], y.getDouble(0, i), 1e-6);
    }
  }
}
