package org.keras4j.datasets;

import java.util.List;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * Fashion-MNIST: 70,000 pictures of clothes of 28×28 pixels, by Han Xiao, Kashif Rasul and Roland
 * Vollgraf (Zalando); Keras's {@code datasets.fashion_mnist}.
 *
 * <p>The four files are shared with Python's Keras: {@code datasets/fashion-mnist/*.gz} in the
 * folder that the system property or environment variable {@code KERAS_HOME} names, {@code
 * ~/.keras} by default. Licence of the data: MIT.
 */
public final class FashionMnist {
  /** The names of the classes: the name of label {@code i} is element {@code i}. */
  public static final List<String> CLASS_NAMES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  static final RemoteFile TRAIN_IMAGES =
      file(
          "train-images-idx3-ubyte.gz",
          26_421_880,
          "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
          Shape.of(60_000, 28, 28),
          "2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012");

  static final RemoteFile TRAIN_LABELS =
      file(
          "train-labels-idx1-ubyte.gz",
          29_515,
          "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
          Shape.of(60_000),
          "657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7");

  static final RemoteFile TEST_IMAGES =
      file(
          "t10k-images-idx3-ubyte.gz",
          4_422_102,
          "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
          Shape.of(10_000, 28, 28),
          "c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a");

  static final RemoteFile TEST_LABELS =
      file(
          "t10k-labels-idx1-ubyte.gz",
          5_148,
          "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
          Shape.of(10_000),
          "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9");

  private FashionMnist() {}

  /**
   * Loads the data, from the cache or, the first time, over the network (31 MB).
   *
   * @return 60,000 training and 10,000 test images, {@code uint8} of 28×28, with labels 0 to 9 (see
   *     {@link #CLASS_NAMES})
   * @throws DatasetUnavailableException if a file is not in the cache, or is damaged there, and
   *     cannot be downloaded
   */
  public static ImageDataset loadData() {
    return load(DatasetCache.standard());
  }

  static ImageDataset load(DatasetCache cache) {
    return new ImageDataset(
        array(cache, TRAIN_IMAGES),
        array(cache, TRAIN_LABELS),
        array(cache, TEST_IMAGES),
        array(cache, TEST_LABELS));
  }

  private static NDArray array(DatasetCache cache, RemoteFile file) {
    return cache.load("Fashion-MNIST", file).get(0);
  }

  private static RemoteFile file(
      String name, long size, String sha256, Shape shape, String contentSha256) {
    return new RemoteFile(
        "datasets/fashion-mnist/" + name,
        RemoteFile.KERAS_ORIGIN.resolve(name),
        size,
        sha256,
        Format.IDX_GZIP,
        List.of(new Content(Format.ONLY, shape, contentSha256)));
  }
}
