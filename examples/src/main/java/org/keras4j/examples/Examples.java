package org.keras4j.examples;

import java.util.List;
import java.util.stream.Stream;
import org.keras4j.examples.curves.CurvesMain;
import org.keras4j.examples.serve.Serve;
import org.keras4j.examples.tour.BatchSizeTour;
import org.keras4j.examples.tour.CenterCropTour;
import org.keras4j.examples.tour.ConstantLearningRateTour;
import org.keras4j.examples.tour.CosineLearningRateTour;
import org.keras4j.examples.tour.CyclicalLearningRateTour;
import org.keras4j.examples.tour.DropoutAugmentationTour;
import org.keras4j.examples.tour.DropoutTour;
import org.keras4j.examples.tour.EarlyStoppingTour;
import org.keras4j.examples.tour.ElasticNetTour;
import org.keras4j.examples.tour.ExponentialLearningRateTour;
import org.keras4j.examples.tour.L1Tour;
import org.keras4j.examples.tour.L2Tour;
import org.keras4j.examples.tour.PiecewiseLearningRateTour;
import org.keras4j.examples.tour.RandomBrightnessTour;
import org.keras4j.examples.tour.RandomContrastTour;
import org.keras4j.examples.tour.RandomCropTour;
import org.keras4j.examples.tour.RandomFlipTour;
import org.keras4j.examples.tour.RandomRotationTour;
import org.keras4j.examples.tour.RandomShearTour;
import org.keras4j.examples.tour.RandomTranslationTour;
import org.keras4j.examples.tour.RandomZoomTour;
import org.keras4j.examples.tour.ReduceLROnPlateauTour;
import org.keras4j.examples.tour.RescalingTour;
import org.keras4j.examples.tour.ResizingTour;

/** All examples. A new one needs one line here. */
final class Examples {

  /** What takes long, or ends with weights. */
  private static final List<Example> EXPERIMENTS =
      List.of(
          new Example(
              "baseline",
              "train a network to compare with; --model mlp, mlp-tuned, mlp-plateau or cnn",
              Baseline::main),
          new Example(
              "curves",
              "twelve trainings that print what parity/curves.py prints; names of some, or all",
              CurvesMain::main),
          new Example(
              "fashion-mnist-training",
              "train the network of the exercise once, on all of Fashion-MNIST; --factor F, --epochs N",
              FashionMnistTraining::main),
          new Example(
              "fashion-mnist-tuning",
              "tune that augmentation on Fashion-MNIST, at reduced cost; --full for all",
              FashionMnistTuning::main),
          new Example(
              "mnist-training",
              "train that network once, on all of MNIST; --factor F, --epochs N, --bfloat16",
              MnistTraining::main),
          new Example(
              "mnist-tuning",
              "tune the augmentation of a small CNN on MNIST by Bayesian optimisation; --full for all",
              MnistTuning::main),
          new Example(
              "serve",
              "serve a model over HTTP, with a page to draw digits on; --model FILE, --port N",
              Serve::main));

  /** One technique each, in a minute. */
  private static final List<Example> TOUR =
      List.of(
          new Example(
              "early-stopping",
              "end a training when validation no longer improves",
              EarlyStoppingTour::main),
          new Example(
              "learning-rate-constant",
              "a learning rate that is too large, right, too small",
              ConstantLearningRateTour::main),
          new Example(
              "learning-rate-piecewise",
              "a learning rate that falls in steps",
              PiecewiseLearningRateTour::main),
          new Example(
              "learning-rate-exponential",
              "a learning rate that falls by a factor each epoch",
              ExponentialLearningRateTour::main),
          new Example(
              "learning-rate-cosine",
              "a learning rate that falls as a cosine, with warm restarts",
              CosineLearningRateTour::main),
          new Example(
              "learning-rate-cyclical",
              "a learning rate that goes up and down, in three ways",
              CyclicalLearningRateTour::main),
          new Example(
              "reduce-lr-on-plateau",
              "lower the learning rate when validation does not improve",
              ReduceLROnPlateauTour::main),
          new Example("dropout", "leave units out at random", DropoutTour::main),
          new Example("batch-size", "what small and large batches change", BatchSizeTour::main),
          new Example("l1", "penalise the size of kernel, bias or activity", L1Tour::main),
          new Example("l2", "penalise the squares of kernel, bias or activity", L2Tour::main),
          new Example("elastic-net", "both penalties together", ElasticNetTour::main),
          new Example(
              "rescaling", "bring pixels to a range that suits the network", RescalingTour::main),
          new Example("resizing", "give images one size", ResizingTour::main),
          new Example("center-crop", "cut out the middle", CenterCropTour::main),
          new Example("random-crop", "cut out a random piece", RandomCropTour::main),
          new Example("random-flip", "mirror at random", RandomFlipTour::main),
          new Example("random-translation", "shift at random", RandomTranslationTour::main),
          new Example("random-rotation", "rotate at random", RandomRotationTour::main),
          new Example("random-zoom", "enlarge and shrink at random", RandomZoomTour::main),
          new Example("random-shear", "slant at random", RandomShearTour::main),
          new Example("random-contrast", "change the contrast at random", RandomContrastTour::main),
          new Example(
              "random-brightness", "brighten and darken at random", RandomBrightnessTour::main),
          new Example(
              "dropout-augmentation",
              "a grid of dropout and augmentation",
              DropoutAugmentationTour::main));

  static final List<Example> ALL = Stream.concat(EXPERIMENTS.stream(), TOUR.stream()).toList();

  private Examples() {}
}
