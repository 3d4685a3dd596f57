package org.keras4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.Sequential;

class WorkTest {

  @Test
  void countsTheProductsOfDenseLayers() {
    try (Sequential m = Networks.mlp(800)) {
      assertEquals(2. * 784 * 800 + 2. * 800 * 10, Work.forward(m));
      // The images need no gradient.
      assertEquals(2 * (2. * 784 * 800) + 3 * (2. * 800 * 10), Work.training(m));
    }
  }

  @Test
  void countsAConvolutionAtEachPlace() {
    try (Sequential m = Networks.cnn(true)) {
      double first = 2. * 9 * 64 * 26 * 26;
      double rest = 2. * 9 * 64 * 128 * 11 * 11 + 2. * 3200 * 800 + 2. * 800 * 10;
      assertEquals(first + rest, Work.forward(m));
      assertEquals(2 * first + 3 * rest, Work.training(m));
    }
  }

  @Test
  void countsTheBytesOfWeightsWhateverTheBatch() {
    try (Sequential m = Networks.mlp(800)) {
      double weights = 784 * 800 + 800 + 800 * 10 + 10;
      assertEquals((2 + 4 + 3) * 4 * weights, Work.bytesOfWeights(m));
    }
  }

  @Test
  void readsTheOperationFromALabel() {
    assertEquals("Conv2D", StepTrace.operation("train/conv2d/Conv2D = Conv2D(a/b, c)"));
    assertEquals("other", StepTrace.operation("train/feed"));
  }
}
