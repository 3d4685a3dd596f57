package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

class DigitsTest {
  private final ImageDataset digits = Digits.loadData(3000, 1000, 7);

  @Test
  void layoutIsThatOfMnist() {
    assertEquals(Shape.of(3000, 28, 28), digits.xTrain().shape());
    assertEquals(Shape.of(3000), digits.yTrain().shape());
    assertEquals(Shape.of(1000, 28, 28), digits.xTest().shape());
    assertEquals(Shape.of(1000), digits.yTest().shape());
    assertEquals(DType.UINT8, digits.xTrain().dtype());
    assertEquals(DType.UINT8, digits.yTrain().dtype());
  }

  @Test
  void bytesAreTheSameOnEveryMachine() {
    assertEquals(
        "2c0795b2444363e49716b788529c0fb78ceacee6bbd39a64d683cc407b60c9fd",
        Sha256.of(digits.xTrain()));
    assertEquals(
        "6d5c454b5a7c34b1462da131648d75543e5a4b9a1f834b5b6ae3b2a6beb10f9f",
        Sha256.of(digits.yTrain()));
  }

  @Test
  void moreImagesContinueTheSequence() {
    ImageDataset fewer = Digits.loadData(50, 20, 7);
    assertEquals(digits.xTrain().slice(0, 50), fewer.xTrain());
    assertEquals(digits.xTest().slice(0, 20), fewer.xTest());
    assertEquals(digits.yTest().slice(0, 20), fewer.yTest());
  }

  @Test
  void seedsAndPartsDiffer() {
    assertNotEquals(digits.xTrain().slice(0, 20), Digits.loadData(20, 0, 8).xTrain());
    assertNotEquals(digits.xTrain().slice(0, 20), digits.xTest().slice(0, 20));
  }

  @Test
  void classesAreEvenAndImagesLookLikeMnist() {
    long[] counts = new long[10];
    for (long label : digits.yTrain().toLongArray()) {
      counts[(int) label]++;
    }
    for (long count : counts) {
      assertTrue(count > 240 && count < 360, count + " of one class");
    }
    NDArray brightest = digits.xTrain().reshape(3000, 784).max(1);
    assertTrue(brightest.min() > 100, "an empty image");
    double mean = digits.xTrain().mean();
    assertTrue(mean > 20 && mean < 40, "mean " + mean + ", MNIST has 33");
  }

  /** The nearest class mean finds 82 % of MNIST's test digits. */
  @Test
  void digitsAreToldApartNeitherTooEasilyNorTooHardly() {
    double[][] means = new double[10][784];
    long[] labels = digits.yTrain().toLongArray();
    for (int i = 0; i < labels.length; i++) {
      double[] image = digits.xTrain().get(i).toDoubleArray();
      for (int p = 0; p < 784; p++) {
        means[(int) labels[i]][p] += image[p] / 300;
      }
    }
    int right = 0;
    for (int i = 0; i < 1000; i++) {
      right +=
          nearest(means, digits.xTest().get(i).toDoubleArray()) == digits.yTest().getLong(i)
              ? 1
              : 0;
    }
    assertTrue(right > 600 && right < 900, right + " of 1000");
  }

  private static int nearest(double[][] means, double[] image) {
    int best = 0;
    double smallest = Double.MAX_VALUE;
    for (int digit = 0; digit < 10; digit++) {
      double distance = 0;
      for (int p = 0; p < 784; p++) {
        distance += (image[p] - means[digit][p]) * (image[p] - means[digit][p]);
      }
      if (distance < smallest) {
        smallest = distance;
        best = digit;
      }
    }
    return best;
  }

  @Test
  void countsAreChecked() {
    assertEquals(0, Digits.loadData(0, 0, 1).xTrain().size());
    var e = assertThrows(IllegalArgumentException.class, () -> Digits.loadData(-1, 0, 1));
    assertTrue(e.getMessage().contains("train"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Digits.loadData(0, 1 << 30, 1));
  }
}
