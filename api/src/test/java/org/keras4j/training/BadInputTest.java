package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.CompileOptions;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.metrics.CategoricalAccuracy;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.utils.Dataset;

/**
 * Whatever is wrong with arguments or data is said before the first step: which layer or argument,
 * what was expected, what came.
 */
class BadInputTest {

  private static final Class<? extends Exception> ARGUMENT = IllegalArgumentException.class;
  private static final Class<? extends Exception> STATE = IllegalStateException.class;

  private static final NDArray X = NDArray.zeros(4, 2);
  private static final NDArray LABELS = NDArray.wrap(new int[] {0, 1, 2, 1}, 4);
  private static final NDArray ONE_HOT = NDArray.zeros(4, 3);

  private static DynamicTest refuses(
      String what, Class<? extends Exception> type, Executable action, String... parts) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          Exception e = assertThrows(type, action);
          String message = String.valueOf(e.getMessage());
          assertAll(
              Arrays.stream(parts)
                  .map(p -> () -> assertTrue(message.contains(p), p + " is not in: " + message)));
        });
  }

  private static Sequential model(String loss) {
    Sequential m =
        Sequential.of(Input.of(2).name("in"), new Dense(3).name("out").activation("softmax"))
            .name("m");
    m.compile(c -> c.optimizer("sgd").loss(loss));
    return m;
  }

  /** A model with two inputs, a and b, and two outputs, p and q. */
  private static Model forked() {
    KerasTensor a = Input.of(2).name("a");
    KerasTensor b = Input.of(3).name("b");
    return new Model(
            List.of(a, b),
            List.of(new Dense(1).name("p").apply(a), new Dense(1).name("q").apply(b)))
        .name("forked");
  }

  private static Model compiledFork() {
    Model m = forked();
    m.compile(c -> c.optimizer("sgd").loss("mse"));
    return m;
  }

  private static FitOptions data(NDArray x, NDArray y) {
    return new FitOptions().x(x).y(y).verbose(0);
  }

  private static FitOptions forkData() {
    return new FitOptions()
        .x(X, NDArray.zeros(4, 3))
        .y(NDArray.zeros(4, 1), NDArray.zeros(4, 1))
        .verbose(0);
  }

  @TestFactory
  Stream<DynamicTest> inputs() {
    Model m = model("categorical_crossentropy");
    Model f = compiledFork();
    return Stream.of(
        refuses(
            "too few axes",
            ARGUMENT,
            () -> m.fit(data(NDArray.zeros(4), ONE_HOT)),
            "'m'",
            "'in'",
            "(None, 2)",
            "(None,)"),
        refuses(
            "too many axes",
            ARGUMENT,
            () -> m.fit(data(NDArray.zeros(4, 2, 2), ONE_HOT)),
            "'in'",
            "(None, 2)",
            "(None, 2, 2)"),
        refuses(
            "wrong width",
            ARGUMENT,
            () -> m.fit(data(NDArray.zeros(4, 5), ONE_HOT)),
            "'in'",
            "(None, 2)",
            "(None, 5)"),
        refuses(
            "wrong width in evaluate",
            ARGUMENT,
            () -> m.evaluate(NDArray.zeros(4, 5), ONE_HOT),
            "'in'",
            "(None, 5)"),
        refuses(
            "wrong width in predict", ARGUMENT, () -> m.predict(NDArray.zeros(4, 5)), "(None, 5)"),
        refuses(
            "wrong width in predictOnBatch",
            ARGUMENT,
            () -> m.predictOnBatch(NDArray.zeros(4, 5)),
            "(None, 5)"),
        refuses(
            "wrong width in trainOnBatch",
            ARGUMENT,
            () -> m.trainOnBatch(NDArray.zeros(4, 5), ONE_HOT),
            "(None, 5)"),
        refuses("a scalar", ARGUMENT, () -> m.predict(NDArray.scalar(1)), "sample axis"),
        refuses(
            "no samples",
            ARGUMENT,
            () -> m.fit(data(NDArray.zeros(0, 2), NDArray.zeros(0, 3))),
            "0 samples"),
        refuses(
            "no samples to predict", ARGUMENT, () -> m.predict(NDArray.zeros(0, 2)), "0 samples"),
        refuses("no arrays", ARGUMENT, () -> m.fit(new FitOptions()), "x has no arrays"),
        refuses(
            "too few arrays",
            ARGUMENT,
            () -> f.fit(data(X, NDArray.zeros(4, 1))),
            "'forked'",
            "2 inputs [a, b]",
            "1 array"),
        refuses(
            "too many arrays",
            ARGUMENT,
            () -> m.predict(List.of(X, X), o -> {}),
            "1 input [in]",
            "2 arrays"),
        refuses(
            "unknown input",
            ARGUMENT,
            () -> f.fit(forkData().x(Map.of("a", X, "c", X))),
            "input of model 'forked'",
            "'c'",
            "a, b"),
        refuses(
            "missing input",
            ARGUMENT,
            () -> f.predict(Map.of("a", X), o -> {}),
            "input of model 'forked'",
            ": b",
            "[a]"));
  }

  @TestFactory
  Stream<DynamicTest> targets() {
    Model oneHot = model("categorical_crossentropy");
    Model sparse = model("sparse_categorical_crossentropy");
    Model f = compiledFork();
    return Stream.of(
        refuses(
            "one-hot too narrow",
            ARGUMENT,
            () -> oneHot.fit(data(X, NDArray.zeros(4, 2))),
            "'out'",
            "'m'",
            "(None, 2)",
            "(None, 3)"),
        refuses(
            "class numbers where one-hot is wanted",
            ARGUMENT,
            () -> oneHot.fit(data(X, LABELS)),
            "'out'",
            "(None,)",
            "(None, 3)"),
        refuses(
            "class too high",
            ARGUMENT,
            () -> sparse.fit(data(X, NDArray.wrap(new int[] {0, 1, 2, 3}, 4))),
            "'out'",
            "0 to 2",
            "3"),
        refuses(
            "negative class",
            ARGUMENT,
            () -> sparse.evaluate(X, NDArray.wrap(new int[] {0, 1, 2, -1}, 4)),
            "0 to 2",
            "-1"),
        refuses(
            "a class that is no number",
            ARGUMENT,
            () -> sparse.fit(data(X, NDArray.wrap(new float[] {0, 1, 2, Float.NaN}, 4))),
            "0 to 2",
            "NaN"),
        refuses(
            "bad class in a stream",
            ARGUMENT,
            () ->
                sparse.fit(
                    () ->
                        List.of(
                                Dataset.Batch.of(X, LABELS),
                                Dataset.Batch.of(X, NDArray.wrap(new int[] {9, 0, 0, 0}, 4)))
                            .iterator(),
                    o -> o.verbose(0)),
            "0 to 2",
            "9"),
        refuses(
            "other length than x",
            ARGUMENT,
            () -> sparse.fit(data(X, LABELS.slice(0, 3))),
            "same number of samples",
            "x: 4",
            "y: 3"),
        refuses(
            "none",
            ARGUMENT,
            () -> sparse.fit(new FitOptions().x(X)),
            "targets y",
            "[out]",
            "0 arrays"),
        refuses(
            "too few",
            ARGUMENT,
            () -> f.fit(forkData().y(NDArray.zeros(4, 1))),
            "each of its outputs [p, q]",
            "1 array"),
        refuses(
            "unknown output",
            ARGUMENT,
            () -> f.fit(forkData().y(Map.of("p", X, "r", X))),
            "output of model 'forked'",
            "'r'",
            "p, q"),
        refuses(
            "of the validation",
            ARGUMENT,
            () -> sparse.fit(data(X, LABELS).validationData(X, LABELS.slice(0, 2))),
            "validationData",
            "y: 2"),
        refuses(
            "of the validation, too narrow",
            ARGUMENT,
            () -> oneHot.fit(data(X, ONE_HOT).validationData(X, NDArray.zeros(4, 2))),
            "(None, 2)"));
  }

  @TestFactory
  Stream<DynamicTest> weights() {
    Model m = model("sparse_categorical_crossentropy");
    Model f = compiledFork();
    NDArray ones = NDArray.ones(4);
    return Stream.of(
        refuses(
            "other length than x",
            ARGUMENT,
            () -> m.fit(data(X, LABELS).sampleWeight(NDArray.ones(3))),
            "sampleWeight: 3"),
        refuses(
            "too many",
            ARGUMENT,
            () -> m.fit(data(X, LABELS).sampleWeight(ones, ones)),
            "sample weights",
            "2"),
        refuses(
            "of an unknown output",
            ARGUMENT,
            () -> f.fit(forkData().sampleWeight(Map.of("z", ones))),
            "'z'",
            "p, q"),
        refuses(
            "of classes and samples",
            ARGUMENT,
            () -> m.fit(data(X, LABELS).sampleWeight(ones).classWeight(Map.of(1, 2.0))),
            "classWeight and sampleWeight"),
        refuses(
            "of classes with two outputs",
            ARGUMENT,
            () -> f.fit(forkData().classWeight(Map.of(1, 2.0))),
            "one output",
            "2"),
        refuses(
            "of classes with a stream",
            ARGUMENT,
            () ->
                m.fit(
                    () -> List.of(Dataset.Batch.of(X, LABELS)).iterator(),
                    o -> o.verbose(0).classWeight(Map.of(1, 2.0))),
            "classWeight"));
  }

  @TestFactory
  Stream<DynamicTest> arguments() {
    Model m = model("sparse_categorical_crossentropy");
    return Stream.of(
        refuses(
            "batchSize", ARGUMENT, () -> data(X, LABELS).batchSize(0), "batchSize", "at least 1"),
        refuses("epochs", ARGUMENT, () -> data(X, LABELS).epochs(-1), "epochs", "-1"),
        refuses("verbose", ARGUMENT, () -> data(X, LABELS).verbose(3), "verbose", "3"),
        refuses(
            "validationSplit", ARGUMENT, () -> data(X, LABELS).validationSplit(1), "[0, 1)", "1.0"),
        refuses(
            "validationSplit of too few",
            ARGUMENT,
            () -> m.fit(data(X.slice(0, 1), LABELS.slice(0, 1)).validationSplit(0.1)),
            "1 samples",
            "0.1"),
        refuses(
            "steps", ARGUMENT, () -> m.evaluate(X, LABELS, o -> o.steps(0)), "steps", "at least 1"),
        refuses(
            "arrays and a stream",
            ARGUMENT,
            () ->
                m.fit(
                    data(X, LABELS).dataset(() -> List.of(Dataset.Batch.of(X, LABELS)).iterator())),
            "either arrays or a dataset"));
  }

  @TestFactory
  Stream<DynamicTest> names() {
    return Stream.of(
        refuses(
            "loss",
            ARGUMENT,
            () -> forked().compile(c -> c.loss("mean_square_error")),
            "'mean_square_error'",
            "Did you mean 'mean_squared_error'"),
        refuses(
            "loss of a model without shape",
            ARGUMENT,
            () -> Sequential.of(new Dense(1)).compile(c -> c.loss("msee")),
            "Did you mean 'mse'"),
        refuses(
            "metric",
            ARGUMENT,
            () -> forked().compile(c -> c.loss("mse").metrics("acuracy")),
            "'acuracy'"),
        refuses(
            "optimizer",
            ARGUMENT,
            () -> forked().compile(c -> c.optimizer("adm")),
            "Did you mean 'adam'"),
        refuses(
            "output",
            ARGUMENT,
            () -> forked().compile(c -> c.lossFor("P", "mse")),
            "output",
            "'P'",
            "Did you mean 'p'"),
        refuses(
            "activation", ARGUMENT, () -> new Dense(1).activation("rely"), "Did you mean 'relu'"),
        refuses("layer", ARGUMENT, () -> forked().getLayer("r"), "layer of model 'forked'", "'r'"),
        refuses(
            "one metric object for two outputs",
            ARGUMENT,
            () -> forked().compile(c -> c.loss("mse").metrics(new CategoricalAccuracy())),
            "categorical_accuracy",
            "[p, q]",
            "metricsFor"),
        refuses(
            "two layers of one name",
            ARGUMENT,
            () -> Sequential.of(new Dense(1).name("same"), new Dense(1).name("same")),
            "'same'",
            ".name("),
        refuses(
            "two layers of one name in a graph",
            ARGUMENT,
            () -> {
              KerasTensor a = Input.of(2);
              KerasTensor b = new Dense(1).name("same").apply(a);
              new Model(a, new Dense(1).name("same").apply(b));
            },
            "'same'",
            ".name("));
  }

  @TestFactory
  Stream<DynamicTest> wrongTime() {
    Model m = forked();
    Dense built = new Dense(1).name("d");
    built.apply(Input.of(2));
    return Stream.of(
        refuses("fit before compile", STATE, () -> m.fit(forkData()), "'forked'", "compile(…)"),
        refuses(
            "evaluate before compile",
            STATE,
            () -> m.evaluate(List.of(X), List.of(X), o -> {}),
            "compile(…) before evaluate"),
        refuses(
            "trainOnBatch before compile",
            STATE,
            () -> m.trainOnBatch(forkData()),
            "compile(…) before trainOnBatch"),
        refuses(
            "change of a built layer",
            STATE,
            () -> built.activation("relu"),
            "'d'",
            "'activation'",
            "built"),
        refuses(
            "no loss at all",
            STATE,
            () -> {
              Model unlossy = forked();
              unlossy.compile(c -> c.optimizer("sgd").metricsFor("p", new CategoricalAccuracy()));
              unlossy.fit(forkData());
            },
            "no loss to compute"),
        refuses(
            "shape of a model without one",
            STATE,
            () -> Sequential.of(new Dense(1)).inputShape(),
            "Input.of"),
        refuses(
            "weights of other shapes",
            ARGUMENT,
            () -> built.setWeights(List.of(NDArray.zeros(3, 1), NDArray.zeros(1))),
            "'d'",
            "d/kernel",
            "(2, 1)",
            "(3, 1)"),
        refuses(
            "too few weights",
            ARGUMENT,
            () -> built.setWeights(List.of()),
            "2 weights",
            "received 0"));
  }

  @Test
  void aRefusedFitChangesNothing() {
    try (Sequential m = model("sparse_categorical_crossentropy")) {
      List<NDArray> before = m.getWeights();
      assertThrows(IllegalArgumentException.class, () -> m.fit(data(NDArray.zeros(4, 7), LABELS)));
      assertThrows(IllegalArgumentException.class, () -> m.fit(data(X, ONE_HOT.slice(0, 2))));
      assertEquals(before, m.getWeights());
      assertEquals(0, m.optimizer().iterations());
      m.fit(data(X, LABELS));
    }
  }

  @Test
  void aRefusedCompileKeepsTheFormerOne() {
    try (Sequential m = model("sparse_categorical_crossentropy")) {
      var optimizer = m.optimizer();
      assertThrows(
          IllegalArgumentException.class, () -> m.compile(new CompileOptions().loss("nothing")));
      assertEquals(optimizer, m.optimizer());
      m.fit(data(X, LABELS));
    }
  }

  @Test
  void aLastAxisOfOneIsAddedOrTakenAwayAsInKeras() {
    try (Sequential m = Sequential.of(Input.of(2, 1), new Dense(1))) {
      assertEquals(m.predictOnBatch(NDArray.ones(4, 2, 1)), m.predictOnBatch(NDArray.ones(4, 2)));
      assertEquals(
          m.predictOnBatch(NDArray.ones(4, 2, 1)), m.predictOnBatch(NDArray.ones(4, 2, 1, 1)));
    }
  }

  @Test
  void arraysOfAllTypesCanBeFed() {
    try (Sequential m = model("sparse_categorical_crossentropy")) {
      m.setWeights(List.of(NDArray.wrap(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), NDArray.zeros(3)));
      NDArray ones = NDArray.wrap(new float[] {1, 0, 1, 1, 0, 1, 0, 0}, 4, 2);
      double loss = m.testOnBatch(ones, LABELS).loss();
      for (DType x : DType.values()) {
        for (DType y : List.of(DType.UINT8, DType.INT64, DType.FLOAT32, DType.FLOAT64)) {
          String types = x + ", " + y;
          assertEquals(loss, m.testOnBatch(ones.asType(x), LABELS.asType(y)).loss(), types);
          assertEquals(
              loss, m.evaluate(ones.asType(x), LABELS.asType(y), o -> o.verbose(0)).loss(), types);
        }
      }
    }
  }

  @Test
  void arraysByNameAreTheSameAsByPlace() {
    try (Model byPlace = compiledFork();
        Model byName = compiledFork()) {
      byName.setWeights(byPlace.getWeights());
      NDArray a = NDArray.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2);
      NDArray b = NDArray.ones(4, 3);
      NDArray p = NDArray.ones(4, 1);
      NDArray q = NDArray.zeros(4, 1);
      NDArray w = NDArray.wrap(new float[] {1, 0, 2, 0.5f}, 4);
      byPlace.fit(
          new FitOptions()
              .x(a, b)
              .y(p, q)
              .sampleWeight(NDArray.ones(4), w)
              .verbose(0)
              .shuffle(false));
      byName.fit(
          new FitOptions()
              .x(Map.of("b", b, "a", a))
              .y(Map.of("q", q, "p", p))
              .sampleWeight(Map.of("q", w))
              .verbose(0)
              .shuffle(false));
      assertEquals(byPlace.getWeights(), byName.getWeights());
      assertEquals(
          byPlace.evaluate(List.of(a, b), List.of(p, q), o -> o.verbose(0)).asMap(),
          byName
              .evaluate(Map.of("a", a, "b", b), Map.of("p", p, "q", q), o -> o.verbose(0))
              .asMap());
      assertEquals(
          byPlace.predict(List.of(a, b), o -> o.verbose(0)),
          byName.predict(Map.of("b", b, "a", a), o -> o.verbose(0)));
    }
  }
}
