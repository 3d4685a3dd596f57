package org.keras4j.examples;

/**
 * The experiment of {@link MnistTuning} on Fashion-MNIST: the exercise of the course.
 *
 * <p>The whole experiment takes about twelve hours, so there are three ways to have it for less:
 *
 * <ul>
 *   <li>By default it is reduced several hundredfold: 1,500 of 50,000 images, 4 epochs instead of
 *       up to 100, 3 trials instead of 10. That would be 24 updates for a model, and at the
 *       learning rate of 0.00015 they would get nowhere, so batches have 64 images instead of 256
 *       and the rate is 0.001. Accuracies are about 75 % instead of 92 %, and a difference of two
 *       points between factors can be chance. What remains true is that strong augmentation does
 *       harm: the more so as a short training has no time to learn from changed images.
 *   <li>In between, {@code --images 10000 --epochs 20 --trials 5} tries all five values there are,
 *       0.01, 0.02, 0.04, 0.08 and 0.16, in a small part of the time. Then {@code
 *       fashion-mnist-training --factor F} trains the best of them on all images.
 *   <li>{@code --full} is everything: each value in two trials, from different seeds. The first
 *       five trials try all; a search that is interrupted then has them.
 * </ul>
 */
public final class FashionMnistTuning {

  private static final String AIMS =
      """
      Tuning, and at less cost. You will learn to search the strength of augmentation for clothes,
      and what it costs to find out.""";

  private static final String SMALL =
      """
      The whole experiment (--full) takes about twelve hours. This one is reduced several
      hundredfold: 1,500 of 50,000 images, 4 of up to 100 epochs, 3 of 10 trials; and so that the
      few updates get anywhere, batches of 64 for 256 and a learning rate of 0.001 for 0.00015.
      Accuracies are about 75 % instead of 92 %, and small differences between factors are chance;
      that strong augmentation does harm shows all the same. Tune with --images, --epochs and
      --trials as much as you can afford, then train the best factor on everything:
      ./keras4j example fashion-mnist-training --factor F""";

  private FashionMnistTuning() {}

  /**
   * Runs the experiment.
   *
   * @param args {@code --full} for the whole of it; {@code --images N}, {@code --epochs N}, {@code
   *     --trials N} for a part; {@code --resume} to go on with a search that was interrupted;
   *     {@code --prune} to stop trainings that look hopeless; {@code --bfloat16} to compute in half
   *     the bits where the processor can; {@code --like-keras-tuner} for the trials that KerasTuner
   *     would run; {@code --data}, {@code --seed S}, {@code --output FOLDER}
   */
  public static void main(String[] args) {
    Settings reduced = Settings.FASHION_MNIST.reduced(0.001);
    new Tuning("fashion-mnist-tuning", Settings.FASHION_MNIST, reduced, AIMS, SMALL).run(args);
  }
}
