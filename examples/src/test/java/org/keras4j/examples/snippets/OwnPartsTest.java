package org.keras4j.examples.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializers;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.Lambda;
import org.keras4j.layers.Layer;
import org.keras4j.losses.FluentLoss;
import org.keras4j.losses.Huber;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.FluentMetric;
import org.keras4j.metrics.Metrics;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.random.KerasRandom;
import org.keras4j.random.RandomOps;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.utils.Dataset;
import org.keras4j.utils.Dataset.Batch;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Models of several inputs, and layers, losses, callbacks and schedules of one's own. */
class OwnPartsTest {

  @TempDir Path temp;

  @Test
  void functional() {
    NDArray xImage = Tiny.X_TRAIN;
    NDArray xExtra = NDArray.wrap(new Random(23).doubles(32 * 4L).toArray(), 32, 4);
    NDArray yClass = Tiny.Y_TRAIN;
    NDArray yRound = Tiny.Y_TRAIN.slice(1, 0, 1);
    // snippet: porting-functional
    var image = Input.of(28, 28, 1).name("image");
    var extra = Input.of(4).name("extra");
    var h = new Flatten().apply(image);
    h = new Dense(64).activation("relu").apply(h);
    h = new Concatenate().apply(h, extra);
    var digit = new Dense(10).activation("softmax").name("digit").apply(h);
    var round = new Dense(1).activation("sigmoid").name("round").apply(h);
    try (var M = new Model(List.of(image, extra), List.of(digit, round))) {
      M.compile(
          c ->
              c.optimizer("adam")
                  .lossFor("digit", "categorical_crossentropy")
                  .lossFor("round", "binary_crossentropy")
                  .lossWeightFor("digit", 1)
                  .lossWeightFor("round", 0.5)
                  .metricsFor("digit", "accuracy"));
      M.fit(
          Map.of("image", xImage, "extra", xExtra),
          Map.of("digit", yClass, "round", yRound),
          o -> o.epochs(2).verbose(0));
      List<NDArray> predictions = M.predict(List.of(xImage, xExtra), o -> o.verbose(0));
      System.out.println(predictions.get(0).shape() + " " + predictions.get(1).shape());
    }
    // end snippet
  }

  @Test
  void shared() {
    // snippet: porting-shared
    var embed = new Dense(16).activation("relu"); // one object, one set of weights
    var a = Input.of(8);
    var b = Input.of(8);
    var distance =
        Lambda.ofMany((tf, x) -> tf.math.abs(tf.math.sub(x.get(0), x.get(1))))
            .apply(embed.apply(a), embed.apply(b));
    var same = new Dense(1).activation("sigmoid").apply(distance);
    var siamese = new Model(List.of(a, b), List.of(same));
    // end snippet
    assertEquals(8 * 16 + 16 + 16 + 1, siamese.countParams());
    siamese.close();
  }

  // snippet: porting-ops-loss
  static Operand<TFloat32> focal(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    var k = KerasOps.of(tf);
    var p = k.clip(yPred, 1e-7, 1);
    var weight = k.square(k.subtract(1, p));
    return k.negative(k.sum(k.multiply(k.multiply(weight, yTrue), k.log(p)), -1));
  }

  // end snippet

  // snippet: porting-ops-layer
  static class Jitter extends Layer {
    private final SeedGenerator generator = addSeedGenerator(new SeedGenerator(7L));

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      if (!context.training()) {
        return x;
      }
      var k = KerasOps.of(tf);
      var noise = RandomOps.of(tf, context, generator).normal(k.shape(x), 0, 0.1);
      return k.add(x, k.multiply(noise, k.std(x, true, -1)));
    }
  }

  // end snippet

  @Test
  void operations() {
    NDArray logits = NDArray.of(new float[][] {{2, 0, 1}, {0, 3, 0}});
    // snippet: porting-ops-arrays
    NDArray p = KerasOps.softmax(logits);
    NDArray top = KerasOps.topK(p, 2).get(1); // the indices
    NDArray noise = KerasRandom.of(42).normal(Shape.of(2, 3));
    // end snippet
    assertEquals(NDArray.wrap(new int[] {0, 2, 1, 0}, 2, 2), top);
    assertEquals(p.shape(), noise.shape());
    Keras.setRandomSeed(1); // unlucky weights and noise may take longer
    try (var M =
        Sequential.of(
            Input.of(28, 28, 1),
            new Flatten(),
            new Jitter(),
            new Dense(10).activation("softmax"))) {
      M.compile(c -> c.optimizer("adam").loss(OwnPartsTest::focal));
      M.fit(Tiny.X_TRAIN, Tiny.Y_TRAIN, o -> o.epochs(3).verbose(0));
      List<Double> losses = M.history().get("loss");
      assertTrue(losses.get(2) < losses.get(0), losses.toString());
    }
  }

  // snippet: porting-own-layer
  static class Scale extends Layer {
    private Variable gamma;

    @Override
    protected void build(Shape input) {
      gamma = addWeight("gamma", Shape.of(input.get(-1)), Initializers.get("ones"));
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, context.read(gamma));
    }
  }

  // end snippet

  // snippet: porting-own-callback
  static class RateByEpoch extends Callback {
    final List<Double> rates = new ArrayList<>();

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
      rates.add(model().optimizer().learningRate());
      if (logs.get("val_accuracy") > 0.99) {
        model().stopTraining(true);
      }
    }
  }

  // end snippet

  // snippet: porting-own-schedule
  static class Halving extends LearningRateSchedule {
    private final double initial;
    private final double steps;

    Halving(double initial, double steps) {
      this.initial = initial;
      this.steps = steps;
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
      var halvings = tf.math.floor(tf.math.div(step, tf.constant((float) steps)));
      return tf.math.mul(tf.constant((float) initial), tf.math.pow(tf.constant(0.5f), halvings));
    }
  }

  // end snippet

  // snippet: porting-own-loss
  static Operand<TFloat32> smoothL1(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    var d = tf.math.abs(tf.math.sub(yTrue, yPred));
    var quadratic = tf.math.mul(tf.constant(0.5f), tf.math.square(d));
    var linear = tf.math.sub(d, tf.constant(0.5f));
    var each = tf.select(tf.math.less(d, tf.constant(1f)), quadratic, linear);
    return tf.math.mean(each, tf.constant(-1)); // one value for each sample
  }

  // end snippet

  // snippet: porting-own-loss-class
  static class SmoothL1 extends FluentLoss<SmoothL1> {
    private double beta = 1;

    SmoothL1 beta(double value) {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("beta must be above 0; received " + value);
      }
      beta = value;
      return this;
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
      var d = tf.math.abs(tf.math.sub(yTrue, yPred));
      var quadratic = tf.math.mul(tf.constant((float) (0.5 / beta)), tf.math.square(d));
      var linear = tf.math.sub(d, tf.constant((float) (0.5 * beta)));
      var each = tf.select(tf.math.less(d, tf.constant((float) beta)), quadratic, linear);
      return tf.math.mean(each, tf.constant(-1));
    }

    @Override
    protected void config(Config c) {
      super.config(c); // name and reduction
      c.number("beta", beta, this::beta);
    }
  }

  // end snippet

  @Test
  void ownLossWithAnArgument() {
    NDArray y = NDArray.of(new float[][] {{0, 0, 0}, {1, 1, 1}});
    NDArray p = NDArray.of(new float[][] {{0.5f, 1, 3}, {1, 2, -2}});
    // Huber's loss is this one times its delta.
    float huber = new Huber(0.8).apply(y, p).getFloat();
    assertEquals(huber / 0.8, new SmoothL1().beta(0.8).apply(y, p).getFloat(), 1e-6);

    Keras.register("notes", SmoothL1.class, a -> new SmoothL1());
    Object written = Loss.KIND.write(new SmoothL1().beta(0.8));
    assertEquals(0.8, Loss.KIND.read(written).getConfig().get("beta"));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Loss.KIND.fromConfig("notes>SmoothL1", Map.of("beta", -1)))
            .getMessage();
    assertTrue(message.contains("beta must be above 0; received -1.0"), message);
  }

  // snippet: porting-own-penalty
  static class Centred extends Regularizer {
    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
      var mean = tf.math.mean(w, tf.constant(new int[] {0, 1})); // of both axes of the matrix
      return tf.math.mul(tf.constant(0.1f), tf.math.square(mean));
    }
  }

  // end snippet

  // snippet: porting-own-metric
  static class WorstError extends FluentMetric<WorstError> {
    private Variable worst;

    @Override
    protected void build(Shape yTrue, Shape yPred) {
      worst = addVariable("worst", Shape.of()); // 0 at the start of each epoch
    }

    @Override
    protected void update(
        Ops tf,
        CallContext context,
        Operand<TFloat32> yTrue,
        Operand<TFloat32> yPred,
        @Nullable Operand<TFloat32> sampleWeight) {
      var errors = tf.math.abs(tf.math.sub(yTrue, yPred));
      var largest = tf.max(errors, tf.constant(new int[] {0, 1}));
      context.update(worst, tf.math.maximum(context.read(worst), largest));
    }

    @Override
    protected Operand<TFloat32> result(Ops tf, CallContext context) {
      return context.read(worst);
    }
  }

  // end snippet

  @Test
  void ownPenaltyAndMetric() {
    var dense = new Dense(3).kernelRegularizer(new Centred()).kernelInitializer("ones");
    try (var M = Sequential.of(Input.of(2), dense)) {
      M.compile(c -> c.loss("mse").metrics(new WorstError()));
      NDArray x = NDArray.of(new float[][] {{1, 1}, {2, 3}});
      NDArray y = NDArray.of(new float[][] {{2, 2, 2}, {5, 5, 1}});
      var score = M.evaluate(x, y, o -> o.batchSize(1).verbose(0));
      assertEquals(16 / 6. + 0.1, score.get("loss"), 1e-6);
      assertEquals(4, score.get("worst_error"), 1e-6);
    }
  }

  @Test
  void ownPartsTogether() {
    NDArray xTrain = Tiny.X_TRAIN;
    NDArray yTrain = Tiny.Y_TRAIN;
    NDArray xVal = Tiny.X_VAL;
    NDArray yVal = Tiny.Y_VAL;
    // snippet: porting-own-use
    var rates = new RateByEpoch();
    try (var M = Sequential.of(Input.of(28, 28, 1), new Flatten(), new Scale(), new Dense(10))) {
      M.compile(
          c ->
              c.optimizer(new Adam(new Halving(0.01, 2)))
                  .loss(OwnPartsTest::smoothL1)
                  .metrics(
                      Metrics.of(
                          "mean_error",
                          (tf, y, p) ->
                              tf.math.mean(tf.math.abs(tf.math.sub(y, p)), tf.constant(-1))))
                  .metrics("accuracy"));
      M.fit(
          xTrain, yTrain, o -> o.epochs(3).validationData(xVal, yVal).callbacks(rates).verbose(0));
    }
    System.out.println(rates.rates);
    // end snippet
    assertEquals(3, rates.rates.size());
    assertTrue(rates.rates.get(0) > rates.rates.get(2));
  }

  @Test
  void files() throws IOException {
    Path folder = temp;
    NDArray xTrain = Tiny.X_TRAIN;
    NDArray yTrain = Tiny.Y_TRAIN;
    try (var M = Tiny.mlp();
        var other = Tiny.mlp()) {
      // snippet: porting-files
      M.saveWeights(folder.resolve("mlp.weights.h5"));
      other.loadWeights(folder.resolve("mlp.weights.h5"));

      Npz.write(folder.resolve("data.npz"), Map.of("x", xTrain, "y", yTrain));
      Map<String, NDArray> data = Npz.read(folder.resolve("data.npz"));
      System.out.println(data.get("x").shape());
      // end snippet
      assertEquals(M.getWeights(), other.getWeights());
      assertEquals(xTrain, data.get("x"));
    }
  }

  // snippet: porting-stream
  static class Stream implements Dataset {
    private final NDArray x;
    private final NDArray y;

    Stream(NDArray x, NDArray y) {
      this.x = x;
      this.y = y;
    }

    @Override
    public Iterator<Batch> iterator() { // called for each epoch
      List<Batch> batches = new ArrayList<>();
      for (int i = 0; i < x.length(); i += 8) {
        batches.add(Batch.of(x.slice(i, i + 8), y.slice(i, i + 8)));
      }
      return batches.iterator();
    }
  }

  // end snippet

  @Test
  void stream() {
    try (var M = Tiny.mlp()) {
      var history = M.fit(new Stream(Tiny.X_TRAIN, Tiny.Y_TRAIN), o -> o.epochs(2).verbose(0));
      assertEquals(2, history.get("loss").size());
    }
  }
}
