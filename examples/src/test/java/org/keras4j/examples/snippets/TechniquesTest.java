package org.keras4j.examples.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.examples.snippets.Tiny.X_TRAIN;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.augment.CenterCrop;
import org.keras4j.augment.RandomBrightness;
import org.keras4j.augment.RandomContrast;
import org.keras4j.augment.RandomCrop;
import org.keras4j.augment.RandomFlip;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomShear;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.augment.Range;
import org.keras4j.augment.Rescaling;
import org.keras4j.augment.Resizing;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.LearningRateScheduler;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.SGD;
import org.keras4j.optimizers.schedules.CosineDecay;
import org.keras4j.optimizers.schedules.CosineDecayRestarts;
import org.keras4j.optimizers.schedules.CyclicalLearningRate;
import org.keras4j.optimizers.schedules.ExponentialDecay;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.optimizers.schedules.PiecewiseConstantDecay;
import org.keras4j.regularizers.L1;
import org.keras4j.regularizers.L1L2;
import org.keras4j.regularizers.L2;

/** Each technique against overfitting as it stands in a notebook. */
class TechniquesTest {

  private final NDArray xTrain = Tiny.X_TRAIN;
  private final NDArray yTrain = Tiny.Y_TRAIN;
  private final NDArray xVal = Tiny.X_VAL;
  private final NDArray yVal = Tiny.Y_VAL;
  private final NDArray xTest = Tiny.X_TEST;
  private final NDArray yTest = Tiny.Y_TEST;
  private Sequential M;

  @BeforeEach
  void open() {
    M = Tiny.mlp();
  }

  @AfterEach
  void close() {
    M.close();
  }

  private static void quietly(Runnable code) {
    assertFalse(Tiny.printed(code).isEmpty());
  }

  @Test
  void baseline() {
    quietly(
        () -> {
          // snippet: porting-mlp
          try (var M =
              Sequential.of(
                  Input.of(28, 28, 1),
                  new Rescaling(1. / 255),
                  new Flatten(),
                  new Dense(800).activation("relu"),
                  new Dense(10).activation("softmax"))) {
            M.compile(
                c -> c.loss("categorical_crossentropy").optimizer("adam").metrics("accuracy"));
            var history =
                M.fit(xTrain, yTrain, o -> o.batchSize(16).epochs(10).validationData(xVal, yVal));
            var score = M.evaluate(xTest, yTest, o -> o.verbose(0));
            System.out.printf("Loss: %.4g Accuracy: %.2f%%%n", score.get(0), 100 * score.get(1));

            List<Double> validation = history.get("val_accuracy");
            double best = Collections.max(validation);
            int bestEpoch = validation.indexOf(best);
            System.out.println(history.epoch() + " " + bestEpoch + " " + best);
          }
          // end snippet
        });
  }

  @Test
  void earlyStopping() {
    String printed =
        Tiny.printed(
            () -> {
              // snippet: porting-early
              var early =
                  new EarlyStopping("val_accuracy")
                      .patience(10)
                      .minDelta(1e-5)
                      .restoreBestWeights(true);
              M.fit(
                  xTrain,
                  yTrain,
                  o -> o.epochs(100).validationData(xVal, yVal).callbacks(early).verbose(0));
              System.out.println(early.bestEpoch() + " " + early.stoppedEpoch());
              // end snippet
              assertEquals(early.bestEpoch() + 10, early.stoppedEpoch());
            });
    assertTrue(printed.matches("\\d+ \\d+\\R"), printed);
  }

  @Test
  void constantLearningRate() {
    // snippet: porting-constant
    M.compile(
        c -> c.loss("categorical_crossentropy").optimizer(new Adam(0.01)).metrics("accuracy"));
    // end snippet
    assertEquals(0.01, M.optimizer().learningRate(), 1e-9);
  }

  @Test
  void steps() {
    // snippet: porting-steps
    int batchSize = 256;
    int steps = (int) Math.ceil(xTrain.length() / (double) batchSize);
    // end snippet
    assertEquals(1, steps);
  }

  private void train(LearningRateSchedule schedule) {
    // snippet: porting-schedule
    var opt = new Adam(schedule);
    M.compile(c -> c.loss("categorical_crossentropy").optimizer(opt).metrics("accuracy"));
    double[] rates = schedule.curve(0, 1000, 2000, 3000);
    // end snippet
    assertEquals(4, rates.length);
    M.fit(xTrain, yTrain, o -> o.verbose(0));
    assertEquals(schedule.at(1), M.optimizer().learningRate());
  }

  @Test
  void schedules() {
    int steps = 2;
    // snippet: porting-piecewise
    var piecewise =
        new PiecewiseConstantDecay(
            new double[] {10 * steps, 20 * steps}, new double[] {1e-2, 1e-3, 1e-4});
    // end snippet
    assertEquals(1e-3, piecewise.at(30), 1e-9);
    // snippet: porting-exponential
    var exponential = new ExponentialDecay(1e-2, steps, 0.9).staircase(true);
    // end snippet
    assertEquals(9e-3, exponential.at(3), 1e-9);
    // snippet: porting-cosine
    var cosine = new CosineDecay(1e-2, 30 * steps).alpha(0.01);
    // end snippet
    assertEquals(1e-4, cosine.at(60), 1e-9);
    // snippet: porting-restarts
    var restarts = new CosineDecayRestarts(1e-2, 5 * steps).tMul(2).mMul(0.8);
    // end snippet
    assertEquals(8e-3, restarts.at(10), 1e-9);
    // snippet: porting-cyclical
    var cyclical = new CyclicalLearningRate(1e-4, 1e-2, 4 * steps).mode("triangular2");
    // end snippet
    assertEquals(1e-2, cyclical.at(8), 1e-8);
    train(cyclical);
  }

  @Test
  void schedulerAndPlateau() {
    // snippet: porting-scheduler
    var scheduler =
        new LearningRateScheduler((epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1));
    // end snippet
    // snippet: porting-plateau
    var reduce =
        new ReduceLROnPlateau("val_accuracy").factor(0.3787).patience(5).minDelta(1e-4).minLr(1e-5);
    var history =
        M.fit(
            xTrain,
            yTrain,
            o -> o.epochs(20).validationData(xVal, yVal).callbacks(reduce).verbose(0));
    List<Double> rates = history.get("learning_rate");
    // end snippet
    assertEquals(20, rates.size());
    M.fit(xTrain, yTrain, o -> o.epochs(12).callbacks(scheduler).verbose(0));
  }

  @Test
  void dropout() {
    // snippet: porting-dropout
    var M = new Sequential();
    M.add(Input.of(28, 28, 1));
    M.add(new Rescaling(1. / 255));
    M.add(new Flatten());
    M.add(new Dense(800).activation("relu"));
    M.add(new Dropout(0.5));
    M.add(new Dense(10).activation("softmax"));
    // end snippet
    M.close();
  }

  private Sequential build() {
    return Tiny.mlp();
  }

  @Test
  void batchSize() {
    String printed =
        Tiny.printed(
            () -> {
              // snippet: porting-batch
              for (int batchSize : new int[] {16, 64, 256}) {
                try (var M = build()) {
                  M.fit(xTrain, yTrain, o -> o.batchSize(batchSize).epochs(5).verbose(0));
                  var score = M.evaluate(xVal, yVal, o -> o.verbose(0));
                  System.out.printf("%3d: %.4f%n", batchSize, score.get("accuracy"));
                }
              }
              // end snippet
            });
    assertEquals(3, printed.lines().count());
  }

  @Test
  void penalties() {
    // snippet: porting-penalties
    var M =
        Sequential.of(
            Input.of(28, 28, 1),
            new Rescaling(1. / 255),
            new Flatten(),
            new Dense(800)
                .activation("relu")
                .kernelRegularizer(new L2(1e-4))
                .biasRegularizer(new L1(1e-5))
                .activityRegularizer(new L1L2(1e-6, 1e-6)),
            new Dense(10).activation("softmax"));
    // end snippet
    try (M) {
      M.compile(c -> c.loss("categorical_crossentropy").optimizer(new SGD(0.01).momentum(0.9)));
      var score = M.evaluate(xVal, yVal, o -> o.verbose(0));
      assertTrue(score.loss() > 0);
    }
  }

  @Test
  void preprocessing() {
    // snippet: porting-preprocess
    var preprocess =
        Sequential.of(
            Input.of(28, 28, 1),
            new Resizing(32, 32),
            new CenterCrop(28, 28),
            new Rescaling(1. / 127.5).offset(-1));
    // end snippet
    try (preprocess) {
      assertEquals(Shape.of(Shape.UNKNOWN, 28, 28, 1), preprocess.outputShape());
      NDArray y = preprocess.predict(xTrain, o -> o.verbose(0));
      assertTrue(y.min() >= -1 && y.max() <= 1);
    }
  }

  @Test
  void augmentation() {
    // snippet: porting-augment
    List<Layer> layers =
        List.of(
            new RandomCrop(24, 24),
            new RandomFlip("horizontal"),
            new RandomTranslation(0.1, 0.1).fillMode("nearest"),
            new RandomRotation(0.05).fillMode("nearest"),
            new RandomRotation(Range.of(-0.05, 0.1)),
            new RandomZoom(0.1).fillMode("constant").fillValue(0),
            new RandomZoom(Range.of(-0.2, 0), Range.of(-0.1, 0.1)),
            new RandomShear(0.1, 0.1),
            new RandomContrast(0.2),
            new RandomBrightness(0.2).valueRange(0, 255));
    // end snippet
    // snippet: porting-look
    NDArray image = xTrain.slice(0, 1); // (1, 28, 28, 1)
    for (Layer layer : layers) {
      NDArray augmented = layer.apply(image); // training=True is the default outside a model
      System.out.println(layer.name() + " " + augmented.shape());
    }
    // end snippet
    // snippet: porting-augment-chain
    var augmentation = Sequential.of(new RandomFlip("horizontal"), new RandomRotation(0.1));
    NDArray augmented = augmentation.apply(xTrain.slice(0, 9));
    // end snippet
    assertNotEquals(xTrain.slice(0, 9), augmented);
    assertEquals(xTrain.slice(0, 9), augmentation.apply(xTrain.slice(0, 9), false));
    augmentation.close();
    NDArray turned = layers.get(3).apply(image);
    assertNotEquals(image, turned);
    assertEquals(image, layers.get(3).apply(image, false));
    assertEquals(X_TRAIN.shape(), xTrain.shape());
  }
}
