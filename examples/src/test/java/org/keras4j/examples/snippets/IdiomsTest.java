package org.keras4j.examples.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.ndarray.DType.FLOAT32;
import static org.keras4j.tuner.HyperParameters.defaultValue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.callbacks.CSVLogger;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.LearningRateScheduler;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.callbacks.TerminateOnNaN;
import org.keras4j.constraints.MaxNorm;
import org.keras4j.core.CallContext;
import org.keras4j.datasets.Digits;
import org.keras4j.layers.Add;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Lambda;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LeakyReLU;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.layers.Softmax;
import org.keras4j.losses.CategoricalCrossentropy;
import org.keras4j.losses.SparseCategoricalCrossentropy;
import org.keras4j.metrics.Precision;
import org.keras4j.metrics.SparseTopKCategoricalAccuracy;
import org.keras4j.metrics.TopKCategoricalAccuracy;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;
import org.keras4j.ndarray.Npz;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.AdamW;
import org.keras4j.optimizers.schedules.PolynomialDecay;
import org.keras4j.regularizers.L1L2;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.GridSearch;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Hyperband;
import org.keras4j.tuner.MedianPruner;
import org.keras4j.tuner.Objective;
import org.keras4j.tuner.RandomSearch;
import org.keras4j.tuner.Trial;
import org.keras4j.utils.Utils;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Every cell of the table of idioms in the guide to porting, in its order. {@code CodeTablesTest}
 * finds each of them in this source.
 */
@SuppressWarnings({
  "UnusedVariable",
  "ReturnValueIgnored",
  "try"
}) // what readers see is not always used
class IdiomsTest {

  @TempDir Path folder;

  private final NDArray x = Tiny.X_TRAIN;
  private final NDArray y = Tiny.Y_TRAIN;
  private final NDArray xVal = Tiny.X_VAL;
  private final NDArray yVal = Tiny.Y_VAL;

  private static Sequential build() {
    return Tiny.mlp();
  }

  /** Three numbers that belong together. */
  record Confusion(int count, int truth, int predicted) {}

  /** Has an argument with a default. */
  static class Finder extends Callback {
    final double low;

    Finder() {
      this(1e-5);
    }

    Finder(double low) {
      this.low = low;
    }

    @Override
    public void onTrainBatchBegin(int batch) {
      model().optimizer().learningRate(low);
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
      assertTrue(logs.get("loss") > 0);
    }
  }

  @Test
  void language() {
    Object[] layers = {
      new Dense(10).activation("softmax"),
      new Conv2D(64, 3, 3),
      new Conv2D(64, 3).strides(2),
      new MaxPooling2D(2),
      new Rescaling(1. / 255),
      Input.of(-1, 3)
    };
    assertEquals(6, layers.length);
    int n = 1000;
    assertEquals(3, n / 256);
    assertEquals(3.90625, n / 256.);
    assertEquals(4, (int) Math.ceil(n / 256.));
    assertEquals(8, Math.pow(2, 3));
    var digits = Digits.loadData(2, 1, 0);
    NDArray xTrain = digits.xTrain();
    List<Integer> units = List.of(64, 128);
    Map<Integer, Double> weights = Map.of(0, 1., 1, 5.);
    List<Integer> doubled = units.stream().map(u -> 2 * u).toList();
    for (int i = 0; i < 10; i++) {
      n += i;
    }
    for (int u : units) {
      n += u;
    }
    assertEquals(List.of(128, 256), doubled);
    Map<Integer, Double> classWeight = new HashMap<>();
    int[] counts = {4, 6};
    for (int c = 0; c < 2; c++) {
      classWeight.put(c, n / (2. * counts[c]));
    }
    int[][] confusion = new int[10][10];
    NDArray yTrue = NDArray.of(1, 2);
    NDArray yPred = NDArray.of(1, 3);
    for (int i = 0; i < yTrue.length(); i++) {
      confusion[(int) yTrue.getLong(i)][(int) yPred.getLong(i)]++;
    }
    assertEquals(1, confusion[2][3]);
    for (var entry : classWeight.entrySet()) {
      assertTrue(entry.getValue() > 0);
    }
    for (int i = 0; i < 2; i++) {
      assertTrue(List.of("units_0", "units_1").contains("units_" + i));
    }
    List<Double> losses = List.of(0.3, 0.2, 0.4, 0.1, 0.5);
    assertEquals(3, losses.indexOf(Collections.min(losses)));
    assertEquals(
        List.of(0.5, 0.4, 0.3),
        losses.stream().sorted(Comparator.reverseOrder()).limit(3).toList());
    assertEquals(
        List.of(3, 1, 0),
        IntStream.range(0, losses.size())
            .boxed()
            .sorted(Comparator.comparing(losses::get))
            .limit(3)
            .toList());
    List<Confusion> pairs = List.of(new Confusion(1, 3, 5), new Confusion(4, 7, 9));
    assertEquals(
        4,
        pairs.stream()
            .sorted(Comparator.comparing(Confusion::count).reversed())
            .toList()
            .get(0)
            .count());
    double start = System.nanoTime() / 1e9;
    assertTrue(System.nanoTime() / 1e9 >= start);
    String size = n > 256 ? "large" : "small";
    assertEquals("large", size);
    try {
      Input.of(28, 28, 1).name("");
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    List<Callback> callbacks = new ArrayList<>();
    callbacks.add(new TerminateOnNaN());
    try (var model = build()) {
      model.fit(x, y, o -> o.epochs(5).callbacks(callbacks).verbose(0));
      FitOptions kwargs = new FitOptions().x(x).y(y).verbose(0);
      var reduce = new ReduceLROnPlateau();
      var early = new EarlyStopping();
      model.fit(kwargs.callbacks(reduce, early).validationData(xVal, yVal));
      model.fit(x, y, o -> o.callbacks(new Finder()).verbose(0));
      assertEquals(1e-5, model.optimizer().learningRate(), 1e-9);
    }
  }

  @Test
  void printing() {
    double acc = 0.98765;
    int n = 60000;
    int m = 7;
    String name = "dense";
    Map<String, Object> values = Map.of("factor", 0.04);
    assertEquals("0.9877", String.format(Locale.ROOT, "%.4f", acc));
    assertEquals("98.77%", String.format(Locale.ROOT, "%.2f%%", 100 * acc));
    assertEquals("0.03000", String.format(Locale.ROOT, "%.4g", 0.03));
    assertEquals("1.0e-05", String.format(Locale.ROOT, "%.1e", 1e-5));
    assertEquals("07", String.format("%02d", m));
    assertEquals("60,000", String.format(Locale.ROOT, "%,d", n));
    assertEquals("dense        7", String.format("%-10s %3d", name, m));
    assertEquals("{factor=0.04}", String.format("%s", values));
    String printed =
        Tiny.printed(
            () -> {
              System.out.println(x.shape());
              System.out.println(x.get(0).slice(0, 2));
              System.out.printf("%d: %.4f%n", m, acc);
            });
    assertTrue(printed.startsWith("(32, 28, 28, 1)"), printed);
  }

  @Test
  void arrays() {
    assertEquals(32, x.shape().get(0));
    assertEquals(32, x.length());
    assertEquals(4, x.rank());
    assertEquals(FLOAT32, x.dtype());
    assertEquals(32 * 784, x.size());
    NDArray images = Digits.loadData(32, 1, 0).xTrain();
    NDArray labels = Digits.loadData(32, 1, 0).yTrain();
    NDArray[] same = {
      images.asType(FLOAT32),
      images.expandDims(-1),
      x.squeeze(-1),
      x.reshape(-1, 784),
      images.transpose(0, 2, 1),
      x.slice(0, -10),
      x.slice(-10),
      x.slice(10, 20),
      x.slice(10),
      x.get(0),
      x.get(-1),
      x.take(1, 5, 9),
      x.take(labels.equal(3).flatNonzero()),
      x.slice(2, 2, 26),
      x.slice(-1, 0, 1).squeeze(-1),
      x.divide(255),
      x.subtract(x.mean()).divide(x.std()),
      x.map(Math::sqrt),
      x.map(v -> Math.min(v, 1)),
      x.mean(0),
      NDArray.concat(0, x, xVal),
      NDArray.stack(0, x.get(0), x.get(1)),
      NDArray.of(1.5, 2.5),
      NDArray.of(new double[][] {{1, 2}, {3, 4}}),
      NDArray.zeros(3, 4),
      NDArray.zeros(DType.FLOAT64, 3, 4),
      NDArray.full(DType.INT32, 7, 3),
      NDArray.arange(10),
      NDArray.wrap(new Random(23).doubles(100 * 20).toArray(), 100, 20),
      x.take(permutation()),
      Utils.toCategorical(labels, 10)
    };
    assertEquals(Shape.of(32, 784), same[3].shape());
    assertEquals(Shape.of(32, 28, 24, 1), same[13].shape());
    assertEquals(x.getFloat(0, 14, 14, 0), images.getFloat(0, 14, 14), 255);
    assertTrue(x.max() <= 255 && x.min() >= 0 && x.sum() > 0);
    assertTrue(x.allClose(x, 1e-5, 1e-8));
    float[] data = x.toFloatArray();
    NDArray p = y;
    NDArray predicted = p.argmax(-1);
    assertEquals(1, predicted.equal(y.argmax(-1)).mean());
    assertEquals(p.length(), p.map(v -> v > 0.5 ? 1 : 0).sum());
    double fives = labels.equal(3).asType(DType.INT64).multiply(predicted.equal(5)).sum();
    assertEquals(0, fives);
    int[] wrong = predicted.notEqual(labels).flatNonzero();
    assertEquals(predicted.length(), wrong.length + (int) predicted.equal(labels).sum());
    assertEquals(labels.length() - labels.equal(3).sum(), labels.notEqual(3).sum());
    for (int j = 0; j < Math.min(9, wrong.length); j++) {
      assertTrue(predicted.getLong(wrong[j]) != labels.getLong(wrong[j]));
    }
    List<NDArray> parts = List.of(x, x);
    assertEquals(x.mean(), NDArray.stack(0, parts).mean(0).mean(), 1e-3);
    assertEquals(x, NDArray.concat(0, parts).slice(0, x.length()));
    boolean equal = x.equals(y);
    assertEquals(x.shape().equals(y.shape()), equal);
    List<Double> scores = List.of(1., 3.);
    assertEquals(1, NDArray.of(scores.stream().mapToDouble(v -> v).toArray()).std());
    assertTrue(x.map(Math::abs).max() <= 255);
    assertEquals(labels.equal(3).sum(), labels.equal(3).flatNonzero().length);
    assertEquals(x.argmax(), x.flatten().argmax(0).getLong());
  }

  private int[] permutation() {
    var order = new ArrayList<>(IntStream.range(0, x.length()).boxed().toList());
    Collections.shuffle(order, new Random(23));
    return order.stream().mapToInt(i -> i).toArray();
  }

  @Test
  void arrayFiles() throws IOException {
    Npy.write(folder.resolve("x.npy"), x);
    assertEquals(x, Npy.read(folder.resolve("x.npy")));
    Npz.write(folder.resolve("d.npz"), Map.of("x", x, "y", y));
    assertEquals(y, Npz.read(folder.resolve("d.npz")).get("y"));
  }

  @Test
  void models() {
    Keras.clearSession();
    Keras.setRandomSeed(23);
    var in = Input.of(4).name("features");
    assertEquals(DType.INT32, Input.of(DType.INT32, 20).dtype());
    var h = new Dense(3).apply(in);
    var s = new Add().apply(h, new Dense(3).apply(in));
    var out = new Dense(1).activation("sigmoid").apply(s);
    KerasTensor t = in;
    for (int i = 0; i < 2; i++) {
      t = new Dense(3).apply(t);
    }
    var joined = new Concatenate().apply(h, t);
    assertEquals(Shape.of(-1, 6), joined.shape());
    var model = new Model(in, out);
    var two = new Model(List.of(in), List.of(h, out));
    var part = new Model(model.input(), model.getLayer(-2).output());
    var base = Sequential.of(new Dense(2));
    assertEquals(Shape.of(-1, 2), base.apply(in).shape());
    var relu = new Lambda((tf, a) -> tf.nn.relu(a));
    assertNotNull(relu);
    var chain = Sequential.of(Input.of(4), new Dense(3), new Dropout(0.5));
    List<Layer> more =
        List.of(
            new Dense(3).kernelConstraint(new MaxNorm(3)),
            new Dropout(0.5).seed(1),
            new LeakyReLU().negativeSlope(0.1));
    assertEquals(3, more.size());
    try (var named = new Model(in, out).name("m")) {
      assertEquals("m", named.name());
    }
    NDArray logits = NDArray.of(new float[][] {{1, 1}});
    assertEquals(NDArray.of(new float[][] {{0.5f, 0.5f}}), new Softmax().apply(logits));
    List<Model> models = new ArrayList<>();
    models.add(build());
    models.forEach(Model::close);
    chain.add(new Dense(1));
    try (model;
        two;
        part;
        chain) {
      String printed =
          Tiny.printed(
              () -> {
                model.summary();
                System.out.println(model.layers());
                for (Layer layer : model.layers()) {
                  System.out.println(layer.name() + " " + layer.countParams());
                }
              });
      assertTrue(printed.contains("Total params: 34"), printed);
      assertEquals("dense", model.getLayer("dense").name());
      assertEquals(34, model.countParams());
      assertEquals(Shape.of(4, 3), model.getLayer(1).getWeights().get(0).shape());
      model.getLayer(1).trainable(false);
      List<NDArray> weights = model.getWeights();
      model.setWeights(weights);
      assertEquals(Shape.of(-1, 1), model.outputShape());
      model.save(folder.resolve("m.keras"));
      Keras.loadModel(folder.resolve("m.keras")).close();
      model.saveWeights(folder.resolve("m.weights.h5"));
      model.loadWeights(folder.resolve("m.weights.h5"));
      model.loadWeights(folder.resolve("m.weights.h5"), o -> o.skipMismatch(true));
      model.export(folder.resolve("served"));
      Keras.loadSavedModel(folder.resolve("served")).close();
      String json = model.toJson();
      try (Model again = Keras.modelFromJson(json)) {
        assertEquals(json, again.toJson());
      }
      try (Model clone = Keras.cloneModel(model)) {
        clone.setWeights(model.getWeights());
        assertEquals(model.getLayer(1).getWeights(), clone.getLayer(1).getWeights());
      }
      Map<String, Object> config = model.getConfig();
      assertEquals(model.name(), config.get("name"));
      assertEquals(Map.of(), model.getCompileConfig());
      NDArray batch = NDArray.ones(2, 4);
      assertTrue(model.apply(batch).allClose(model.predictOnBatch(batch), 1e-5, 1e-6));
      assertEquals(chain.apply(batch, true).shape(), chain.apply(batch).shape());
    }
  }

  @Test
  void training() {
    try (var model = build()) {
      model.compile(
          c ->
              c.optimizer(new Adam(1e-3))
                  .loss(new CategoricalCrossentropy().labelSmoothing(0.1))
                  .metrics("accuracy")
                  .metrics(new Precision(), new TopKCategoricalAccuracy(3)));
      Tiny.printed(() -> model.fit(x, y, o -> o.batchSize(256).epochs(2).verbose(2)));
      model.fit(x, y, o -> o.validationData(xVal, yVal).verbose(0));
      model.fit(x, y, o -> o.validationSplit(0.2).verbose(0));
      model.fit(x, y, o -> o.shuffle(false).verbose(0));
      model.fit(x, y, o -> o.shuffle("batch").verbose(0));
      model.fit(x, y, o -> o.classWeight(Map.of(0, 1., 1, 5.)).verbose(0));
      NDArray sampleWeight = NDArray.ones(32);
      model.fit(x, y, o -> o.sampleWeight(sampleWeight).verbose(0));
      model.fit(x, y, o -> o.initialEpoch(2).epochs(3).stepsPerEpoch(1).verbose(0));
      var history = model.fit(x, y, o -> o.validationData(xVal, yVal).verbose(0));
      List<Double> values = history.get("val_accuracy");
      double last = values.get(values.size() - 1);
      double best = Collections.max(history.get("val_accuracy"));
      int bestEpoch = values.indexOf(best);
      assertTrue(history.history().keySet().contains("loss"));
      var score = model.evaluate(x, y, o -> o.verbose(0));
      assertEquals(score.get(0), score.get("loss"));
      Map<String, Double> asDict = model.evaluate(x, y, o -> o.verbose(0)).asMap();
      NDArray p = model.predict(x, o -> o.batchSize(64).verbose(0));
      NDArray classes = model.predict(x, o -> o.verbose(0)).argmax(-1);
      assertEquals(x.length(), classes.length());
      assertTrue(model.trainOnBatch(x, y).loss() > 0);
      Map<Integer, Double> classWeight = Map.of(0, 1., 1, 5.);
      assertTrue(
          model.trainOnBatch(new FitOptions().x(x).y(y).classWeight(classWeight)).loss() > 0);
      NDArray loss = new CategoricalCrossentropy().apply(y, p);
      assertEquals(Shape.of(), loss.shape());
      var precision = new Precision();
      precision.updateState(y, p);
      assertEquals(Shape.of(), precision.result().shape());
    }
  }

  @Test
  void classNumbers() {
    try (var model = build()) {
      model.compile(
          c ->
              c.optimizer(new AdamW(new PolynomialDecay(1e-3, 200).endLearningRate(1e-5)))
                  .loss(new SparseCategoricalCrossentropy().fromLogits(true))
                  .metrics(new SparseTopKCategoricalAccuracy(3).name("top3")));
      NDArray labels = y.argmax(-1);
      model.fit(x, labels, o -> o.verbose(0));
      assertTrue(model.evaluate(x, labels, o -> o.verbose(0)).get("top3") >= 0);
    }
  }

  @Test
  void severalInputs() {
    var a = Input.of(2);
    var b = Input.of(3);
    var model =
        new Model(List.of(a, b), List.of(new Dense(1).apply(new Concatenate().apply(a, b))));
    NDArray x1 = NDArray.ones(8, 2);
    NDArray x2 = NDArray.ones(8, 3);
    NDArray target = NDArray.zeros(8, 1);
    try (model) {
      model.compile(c -> c.loss("mse"));
      model.fit(List.of(x1, x2), List.of(target), o -> o.epochs(2).verbose(0));
      Tiny.printed(
          () -> {
            NDArray p = model.predict(List.of(x1, x2)).get(0);
            assertEquals(Shape.of(8, 1), p.shape());
          });
    }
  }

  private static List<Operand<?>> operations(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return List.of(
        tf.math.add(a, b),
        tf.math.sub(a, b),
        tf.math.mul(a, b),
        tf.math.div(a, b),
        tf.math.neg(a),
        tf.math.mul(tf.constant(2f), a),
        tf.math.pow(a, tf.constant(3f)),
        tf.math.abs(a),
        tf.math.square(a),
        tf.math.sqrt(a),
        tf.math.exp(a),
        tf.math.log(a),
        tf.math.maximum(a, tf.constant(0f)),
        tf.clipByValue(a, tf.constant(0f), tf.constant(1f)),
        tf.select(tf.math.greater(a, b), a, b),
        tf.dtypes.cast(tf.math.equal(a, b), TFloat32.class),
        tf.sum(a, tf.constant(-1)),
        tf.sum(a, tf.constant(-1), Sum.keepDims(true)),
        tf.math.mean(a, tf.constant(-1)),
        tf.max(a, tf.constant(-1)),
        tf.math.argMax(a, tf.constant(-1)),
        tf.linalg.matMul(a, b, MatMul.transposeB(true)),
        tf.reshape(a, tf.constant(new int[] {-1, 2})),
        tf.linalg.transpose(a, tf.constant(new int[] {1, 0})),
        tf.expandDims(a, tf.constant(-1)),
        tf.concat(List.of(a, b), tf.constant(-1)),
        tf.gather(a, tf.constant(0), tf.constant(1)),
        tf.math.sigmoid(a),
        tf.math.tanh(a),
        tf.nn.softmax(a),
        tf.nn.relu(a),
        tf.zerosLike(a));
  }

  @Test
  void tensors() {
    NDArray a = NDArray.of(new float[][] {{1, 4}, {3, 2}});
    NDArray b = NDArray.of(new float[][] {{2, 4}, {1, 3}});
    var layer =
        new Layer() {
          @Override
          protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
            return operations(
                tf,
                tf.dtypes.cast(inputs.get(0), TFloat32.class),
                tf.dtypes.cast(inputs.get(1), TFloat32.class));
          }
        };
    List<NDArray> results = layer.applyToArrays(List.of(a, b), false);
    assertEquals(a.subtract(b), results.get(1));
    assertEquals(NDArray.of(new float[][] {{1, 64}, {27, 8}}), results.get(6));
    assertEquals(NDArray.of(new float[][] {{2, 4}, {3, 3}}), results.get(14));
    assertEquals(NDArray.of(new float[][] {{0, 1}, {0, 0}}), results.get(15));
    assertEquals(NDArray.of(5f, 5f), results.get(16));
    assertEquals(Shape.of(2, 1), results.get(17).shape());
    assertEquals(NDArray.of(new float[][] {{18, 13}, {14, 9}}), results.get(21));
    assertEquals(NDArray.of(1f, 3f), results.get(26));
    assertEquals(NDArray.zeros(2, 2), results.get(31));
  }

  @Test
  void penalties() {
    var dense = new Dense(8).kernelRegularizer(new L1L2(1e-5, 1e-4));
    var named = new Dense(8).kernelRegularizer("l2");
    assertNotNull(dense);
    assertNotNull(named);
  }

  /** Stops as soon as the loss is small. */
  static class Stopper extends Callback {
    double rate;

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
      double loss = logs.get("loss");
      rate = model().optimizer().learningRate();
      model().optimizer().learningRate(rate / 2);
      logs.put("rate", rate);
      if (loss < 1e3) {
        model().stopTraining(true);
      }
    }
  }

  @Test
  void callbacks() {
    var saving =
        new ModelCheckpoint(folder + "/best.weights.npz").saveWeightsOnly(true).saveBestOnly(true);
    saving.monitor("val_accuracy");
    var csv = new CSVLogger(folder.resolve("log.csv"));
    var scheduler = new LearningRateScheduler((epoch, rate) -> rate * 0.9);
    var printing =
        new LambdaCallback().onEpochEnd((epoch, logs) -> System.out.println(logs.asMap()));
    var stopper = new Stopper();
    try (var model = build()) {
      String printed =
          Tiny.printed(
              () ->
                  model.fit(
                      x,
                      y,
                      o ->
                          o.epochs(9)
                              .validationData(xVal, yVal)
                              .verbose(0)
                              .callbacks(saving, csv, scheduler, printing, stopper)));
      assertTrue(printed.startsWith("{accuracy="), printed);
      assertEquals(1, model.history().epoch().size());
    }
  }

  @Test
  void tuning() {
    var hp = new HyperParameters();
    int units = hp.Int("units", 32, 512, step(32));
    double rate = hp.Float("rate", 1e-4, 1e-2, LOG);
    double dropout = hp.Float("dropout", 0.0, 0.5, step(0.1), defaultValue(0.2));
    String activation = hp.Choice("activation", "relu", "tanh");
    int batch = hp.Choice("batch", 32, 64, 128);
    boolean augment = hp.Boolean("augment");
    hp.Fixed("epochs", 20);
    hp.conditionalScope("activation", List.of("relu"), () -> hp.Float("slope", 0.0, 0.3));
    double slope;
    try (var scope = hp.conditionalScope("activation", List.of("relu"))) {
      slope = hp.Float("slope", 0.0, 0.3);
    }
    assertEquals(0, slope);
    assertEquals(32, hp.getInt("units"));
    assertEquals(0.2, hp.getDouble("dropout"));
    assertEquals("relu", hp.get("activation"));
    Map<String, Object> values = hp.values();
    assertEquals(8, values.size());
    var tuner =
        new RandomSearch(MyNotebook::buildModel)
            .objective(new Objective("val_loss", "min"))
            .maxTrials(2)
            .seed(23)
            .directory(folder)
            .projectName("search");
    Tiny.printed(
        () ->
            tuner.search(
                x, y, o -> o.epochs(1).validationData(xVal, yVal).callbacks(new EarlyStopping())));
    Tiny.printed(() -> tuner.searchSpaceSummary());
    var bestHp = tuner.getBestHyperparameters().get(0);
    assertTrue(bestHp.getInt("units") >= 4);
    tuner.hypermodel().build(bestHp).close();
    try (var best = tuner.getBestModels().get(0)) {
      assertTrue(best.isCompiled());
    }
    assertThrows(IllegalStateException.class, () -> tuner.maxTrials(20));
    var likePython = new BayesianOptimization(MyNotebook::buildModel).seed(23).likeKerasTuner();
    var hyperband = new Hyperband(MyNotebook::buildModel).maxEpochs(9).factor(3);
    var grid = new GridSearch(MyNotebook::buildModel);
    assertTrue(grid.pruner(new MedianPruner()).workers(2) == grid);
    assertTrue(likePython.objective("val_loss").maxTrials(10) == likePython);
    assertTrue(hyperband.seed(1) == hyperband && grid.maxTrials(3) == grid);
  }

  /** Tunes the size of the batches. */
  private static final class Batches extends HyperModel {
    @Override
    public Model build(HyperParameters hp) {
      return MyNotebook.buildModel(hp);
    }

    @Override
    public History fit(HyperParameters hp, Model model, FitOptions kwargs) {
      return model.fit(kwargs.batchSize(hp.Choice("batch", 32, 64)));
    }
  }

  /** Notes which trials have ended. */
  private static final class MyTuner extends RandomSearch {
    private final List<String> ended = new ArrayList<>();

    MyTuner() {
      super(MyNotebook::buildModel);
    }

    @Override
    protected void onTrialEnd(Trial trial) {
      ended.add(trial.trialId());
    }
  }

  @Test
  void aTunerIsExtended() {
    MyTuner tuner = new MyTuner();
    tuner.objective(new Objective("val_loss", "min")).maxTrials(1).directory(folder);
    Tiny.printed(() -> tuner.search(x, y, o -> o.validationData(xVal, yVal).verbose(0)));
    assertEquals(List.of("0"), tuner.ended);
  }

  @Test
  void aBatchSizeIsTunedInFit() {
    var tuner =
        new RandomSearch(new Batches())
            .objective(new Objective("val_loss", "min"))
            .maxTrials(1)
            .directory(folder)
            .projectName("batches");
    Tiny.printed(() -> tuner.search(x, y, o -> o.validationData(xVal, yVal).verbose(0)));
    Object batch = tuner.getBestHyperparameters().get(0).get("batch");
    assertTrue(List.of(32L, 64L, 32, 64).contains(batch), "" + batch);
  }

  /** The class with main. */
  private static final class MyNotebook {
    static Model buildModel(HyperParameters hp) {
      var M = Sequential.of(Input.of(28, 28, 1), new Flatten());
      M.add(new Dense(hp.Int("units", 4, 16)));
      M.add(new Dense(10).activation("softmax"));
      M.compile(c -> c.loss("categorical_crossentropy"));
      return M;
    }
  }
}
