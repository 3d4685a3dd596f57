package org.keras4j.examples;

import java.util.List;

/** All examples. A new one needs one line here. */
final class Examples {

  static final List<Example> ALL =
      List.of(
          new Example(
              "baseline",
              "train a network to compare with; --model mlp, mlp-tuned, mlp-plateau or cnn",
              Baseline::main),
          new Example(
              "fashion-mnist-training",
              "train the network of the exercise once, on all of Fashion-MNIST; --factor F, --epochs N",
              FashionMnistTraining::main),
          new Example(
              "mnist-training",
              "train that network once, on all of MNIST; --factor F, --epochs N, --bfloat16",
              MnistTraining::main),
          new Example(
              "mnist-tuning",
              "tune the augmentation of a small CNN on MNIST by Bayesian optimisation; --full for all",
              MnistTuning::main));

  private Examples() {}
}
