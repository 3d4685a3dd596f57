package org.keras4j.benchmarks;

import java.util.Random;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;

/**
 * One point of a chart in a process of its own: {@code ScalingPoint NETWORK BATCH WIDTH IMAGES}.
 */
public final class ScalingPoint {

  private ScalingPoint() {}

  /** Trains on random images and prints the figures. */
  public static void main(String[] args) {
    int batch = Integer.parseInt(args[1]);
    int width = Integer.parseInt(args[2]);
    int images = Integer.parseInt(args[3]);
    NDArray x = images(images);
    NDArray y = classes(images);
    EpochTimes times = new EpochTimes();
    try (Sequential m = model(args[0], width)) {
      m.fit(x, y, o -> o.batchSize(batch).epochs(3).verbose(0).callbacks(times));
    }
    new Figures()
        .put("s_per_epoch", times.median())
        .put("img_per_s", images / times.median())
        .put("data_mb", (x.size() + y.size()) * 4 / 1024. / 1024)
        .print();
  }

  private static Sequential model(String network, int width) {
    return Networks.compiled(network.equals("cnn") ? Networks.cnn(false) : Networks.mlp(width));
  }

  static NDArray images(int n) {
    float[] pixels = new float[n * 784];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    return NDArray.wrap(pixels, n, 28, 28, 1);
  }

  static NDArray classes(int n) {
    float[] classes = new float[n * 10];
    for (int i = 0; i < n; i++) {
      classes[i * 10 + i % 10] = 1;
    }
    return NDArray.wrap(classes, n, 10);
  }
}
