package org.keras4j.datasets;

import java.util.Locale;
import java.util.stream.IntStream;
import org.keras4j.ndarray.NDArray;

/**
 * Generated digits in MNIST's layout, for machines without a network and for tests: skeletons of
 * lines, drawn with random style, bends, slant, size, place and pen. No file is read or written.
 *
 * <p>They look like handwriting without being any: train on MNIST for results to compare. A linear
 * model reaches about 9 of 10, a small convolutional network about 99 of 100.
 *
 * <p>Equal seeds give equal bytes on every machine and in every version of Java, whatever the
 * number of images: more images continue the same sequence.
 */
public final class Digits {
  private static final int CLASSES = 10;
  private static final int PIXELS = Pen.SIDE * Pen.SIDE;

  private Digits() {}

  /**
   * Draws as many images as MNIST has, with seed 0.
   *
   * @return 60,000 training and 10,000 test images, {@code uint8} of 28×28, with labels 0 to 9
   */
  public static ImageDataset loadData() {
    return loadData(60_000, 10_000, 0);
  }

  /**
   * Draws images. The training and the test part come from two different sequences.
   *
   * @param train the number of training images, at least 0
   * @param test the number of test images, at least 0
   * @param seed the choice of images
   * @return {@code uint8} images of 28×28, with labels 0 to 9
   * @throws IllegalArgumentException if a number is negative or too large for one array
   */
  public static ImageDataset loadData(int train, int test, long seed) {
    requireCount("train", train);
    requireCount("test", test);
    byte[] trainImages = new byte[train * PIXELS];
    byte[] trainLabels = new byte[train];
    byte[] testImages = new byte[test * PIXELS];
    byte[] testLabels = new byte[test];
    // Each image has its own random numbers, so that the threads' order does not matter.
    IntStream.range(0, train)
        .parallel()
        .forEach(i -> draw(new Draws(seed, i), trainImages, trainLabels, i));
    IntStream.range(0, test)
        .parallel()
        .forEach(i -> draw(new Draws(seed, -1L - i), testImages, testLabels, i));
    return new ImageDataset(
        NDArray.wrap(trainImages, train, Pen.SIDE, Pen.SIDE),
        NDArray.wrap(trainLabels, train),
        NDArray.wrap(testImages, test, Pen.SIDE, Pen.SIDE),
        NDArray.wrap(testLabels, test));
  }

  private static void draw(Draws draws, byte[] images, byte[] labels, int i) {
    int digit = draws.below(CLASSES);
    double[][] path = new Handwriting(draws).write(digit);
    new Pen(draws).draw(path, images, i * PIXELS);
    labels[i] = (byte) digit;
  }

  private static void requireCount(String argument, int count) {
    int most = Integer.MAX_VALUE / PIXELS;
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Digits.loadData: %s must be from 0 to %,d, received %,d",
              argument,
              most,
              count));
    }
  }
}
