package org.keras4j.examples.support;

import static org.keras4j.ndarray.DType.FLOAT32;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.keras4j.datasets.DatasetUnavailableException;
import org.keras4j.datasets.Digits;
import org.keras4j.datasets.FashionMnist;
import org.keras4j.datasets.ImageDataset;
import org.keras4j.datasets.Mnist;
import org.keras4j.ndarray.NDArray;
import org.keras4j.utils.Utils;

/**
 * Images of 28×28 pixels from 0 to 255, shape (n, 28, 28, 1), and their ten classes, one-hot, in
 * three parts.
 *
 * <p>The validation part comes from the end of the training images, as in {@code x[-10000:]}.
 *
 * @param title what the data set is called
 * @param classNames what the classes are called
 */
public record Data(
    String title,
    NDArray xTrain,
    NDArray yTrain,
    NDArray xVal,
    NDArray yVal,
    NDArray xTest,
    NDArray yTest,
    List<String> classNames) {

  /** The names for {@code --data}. */
  public static final List<String> NAMES = List.of("mnist", "fashion-mnist", "digits");

  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  /**
   * How many images each part has.
   *
   * @param train images to learn from
   * @param validation images to watch the training with
   * @param test images to judge the result by
   */
  public record Size(int train, int validation, int test) {
    /** All there are: 50,000, 10,000 and 10,000. */
    public static final Size FULL = new Size(50_000, 10_000, 10_000);

    /** This many to train, up to 50,000, and as many, up to 10,000, in each of the other parts. */
    public static Size of(int train) {
      int others = Math.min(10_000, train);
      return new Size(Math.min(train, 50_000), others, others);
    }
  }

  /**
   * Loads a data set.
   *
   * @param name one of {@link #NAMES}
   * @param orDigits whether generated digits do, too, where it can neither be found nor downloaded
   * @throws FailedException if nothing else does
   */
  public static Data load(String name, Size size, boolean orDigits) {
    return switch (name) {
      case "mnist" -> load(Mnist::loadData, "MNIST", DIGITS, size, orDigits);
      case "fashion-mnist" ->
          load(FashionMnist::loadData, "Fashion-MNIST", FashionMnist.CLASS_NAMES, size, orDigits);
      default -> digits(size);
    };
  }

  private static Data load(
      Supplier<ImageDataset> loading,
      String title,
      List<String> classNames,
      Size size,
      boolean orDigits) {
    ImageDataset all;
    try {
      all = loading.get();
    } catch (DatasetUnavailableException e) {
      if (!orDigits) {
        throw new FailedException(String.valueOf(e.getMessage()), e);
      }
      System.out.println(e.getMessage());
      System.out.println();
      System.out.println(
          "Going on with Digits instead: generated images of digits. Their accuracies are not those"
              + " of "
              + title
              + ".");
      return digits(size);
    }
    return cut(title, all, size, classNames);
  }

  private static Data digits(Size size) {
    var all = Digits.loadData(size.train() + size.validation(), size.test(), 0);
    return cut("Digits", all, size, DIGITS);
  }

  private static Data cut(String title, ImageDataset all, Size size, List<String> classNames) {
    // Not the first ones: the first half of MNIST's test images is harder than the second.
    int[] test =
        IntStream.range(0, size.test())
            .map(i -> (int) ((long) i * all.xTest().length() / size.test()))
            .toArray();
    return new Data(
        title,
        images(all.xTrain().slice(0, size.train())),
        classes(all.yTrain().slice(0, size.train())),
        images(all.xTrain().slice(-size.validation())),
        classes(all.yTrain().slice(-size.validation())),
        images(all.xTest().take(test)),
        classes(all.yTest().take(test)),
        classNames);
  }

  private static NDArray images(NDArray bytes) {
    return bytes.asType(FLOAT32).expandDims(-1);
  }

  private static NDArray classes(NDArray labels) {
    return Utils.toCategorical(labels, 10);
  }
}
