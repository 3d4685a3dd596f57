package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reads the real data sets if this machine has them, and never fetches them. */
class RealFilesTest {
  private static void assumePresent(RemoteFile... files) {
    Path home = CacheHome.standard().folders().get(0);
    for (RemoteFile file : files) {
      assumeTrue(Files.exists(home.resolve(file.cachePath())), file.cachePath() + " is not here");
    }
  }

  @Test
  void mnist() {
    assumePresent(Mnist.FILE);
    ImageDataset mnist = Mnist.loadData();
    assertArrayEquals(new int[] {5, 0, 4, 1, 9}, mnist.yTrain().slice(0, 5).toIntArray());
    assertArrayEquals(new int[] {7, 2, 1, 0, 4}, mnist.yTest().slice(0, 5).toIntArray());
    assertEquals(33.318421, mnist.xTrain().mean(), 1e-6);
    assertEquals(
        "ImageDataset[xTrain (60000, 28, 28), yTrain (60000,), xTest (10000, 28, 28), yTest (10000,)]",
        mnist.toString());
  }

  @Test
  void fashionMnist() {
    assumePresent(
        FashionMnist.TRAIN_IMAGES,
        FashionMnist.TRAIN_LABELS,
        FashionMnist.TEST_IMAGES,
        FashionMnist.TEST_LABELS);
    ImageDataset fashion = FashionMnist.loadData();
    assertEquals("Ankle boot", FashionMnist.CLASS_NAMES.get((int) fashion.yTrain().getLong(0)));
    assertEquals(72.940352, fashion.xTrain().mean(), 1e-6);
    assertEquals(10_000, fashion.xTest().length());
  }
}
