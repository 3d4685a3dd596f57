package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.NDArray;

class ImageDatasetTest {
  @Test
  void missingArraysAreNamed() {
    NDArray x = NDArray.zeros(2, 4, 4);
    NDArray y = NDArray.zeros(2);
    var e = assertThrows(NullPointerException.class, () -> new ImageDataset(x, y, null, y));
    assertEquals("xTest", e.getMessage());
    e = assertThrows(NullPointerException.class, () -> new ImageDataset(x, null, x, y));
    assertEquals("yTrain", e.getMessage());
  }

  @Test
  void imagesAndLabelsMustMatch() {
    NDArray two = NDArray.zeros(2, 4, 4);
    NDArray labels = NDArray.zeros(2);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ImageDataset(two, labels, two, NDArray.zeros(3)));
    assertTrue(e.getMessage().contains("2 test images but 3 labels"), e.getMessage());
  }
}
