package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.random.KerasRandom;
import org.keras4j.utils.Dataset;

/** However data is handed over, by place, by name, alone or as batches, it is the same data. */
class DataFormsTest {
  private static final NDArray A = KerasRandom.of(1).normal(Shape.of(8, 3));
  private static final NDArray B = KerasRandom.of(2).normal(Shape.of(8, 2));
  private static final NDArray Y = KerasRandom.of(3).normal(Shape.of(8, 1));
  private static final NDArray Z = KerasRandom.of(4).normal(Shape.of(8, 2));
  private static final NDArray W = NDArray.of(1f, 2, 3, 4, 5, 6, 7, 8);

  private static Model twoInputs() {
    Keras.setRandomSeed(5);
    var a = Input.of(3).name("a");
    var b = Input.of(2).name("b");
    KerasTensor y = new Dense(1).name("y").apply(new Concatenate().apply(a, b));
    return compiled(new Model(List.of(a, b), y));
  }

  private static Model twoOutputs(Function<List<KerasTensor>, Model> form) {
    Keras.setRandomSeed(5);
    var a = Input.of(3).name("a");
    KerasTensor y = new Dense(1).name("y").apply(a);
    KerasTensor z = new Dense(2).name("z").apply(a);
    return compiled(form.apply(List.of(a, y, z)));
  }

  private static Model twoOutputs() {
    return twoOutputs(t -> new Model(t.get(0), t.subList(1, 3)));
  }

  private static Model namedOutputs() {
    return twoOutputs(t -> new Model(t.get(0), Map.of("y", t.get(1), "z", t.get(2))));
  }

  private static Model compiled(Model model) {
    model.compile(c -> c.loss("mse").optimizer("sgd"));
    return model;
  }

  /** What a model predicts after some training. */
  private static List<Double> after(Model model, Consumer<Model> run, NDArray... x) {
    try (model) {
      run.accept(model);
      return model.predict(List.of(x), o -> o.verbose(0)).stream()
          .flatMap(p -> Arrays.stream(p.asType(DType.FLOAT64).toDoubleArray()).boxed())
          .toList();
    }
  }

  @Test
  void severalInputs() {
    List<Double> expected =
        after(twoInputs(), m -> m.fit(new FitOptions().x(A, B).y(Y).verbose(0).batchSize(8)), A, B);
    for (Consumer<Model> form :
        List.<Consumer<Model>>of(
            m -> m.fit(List.of(A, B), Y, o -> o.verbose(0).batchSize(8)),
            m -> m.fit(List.of(A, B), List.of(Y), o -> o.verbose(0).batchSize(8)),
            m -> m.fit(Map.of("a", A, "b", B), Y, o -> o.verbose(0).batchSize(8)),
            m -> m.fit(List.of(A, B), List.of(Y)),
            m -> m.fit(stream()),
            m -> m.trainOnBatch(List.of(A, B), List.of(Y)))) {
      assertEquals(expected, after(twoInputs(), form, A, B));
    }
  }

  private static Dataset stream() {
    return () -> List.of(Dataset.Batch.of(List.of(A, B), List.of(Y))).iterator();
  }

  @Test
  void severalOutputs() {
    List<Double> expected =
        after(twoOutputs(), m -> m.fit(new FitOptions().x(A).y(Y, Z).verbose(0).batchSize(8)), A);
    for (Consumer<Model> form :
        List.<Consumer<Model>>of(
            m -> m.fit(A, List.of(Y, Z), o -> o.verbose(0).batchSize(8)),
            m -> m.fit(A, Map.of("y", Y, "z", Z), o -> o.verbose(0).batchSize(8)))) {
      assertEquals(expected, after(twoOutputs(), form, A));
      assertEquals(expected, after(namedOutputs(), form, A));
    }
  }

  @Test
  void evaluation() {
    try (Model m = twoInputs()) {
      Map<String, Double> expected =
          m.evaluate(List.of(A, B), List.of(Y), o -> o.verbose(0)).asMap();
      assertEquals(expected, m.evaluate(List.of(A, B), Y, o -> o.verbose(0)).asMap());
      assertEquals(expected, m.evaluate(Map.of("a", A, "b", B), Y, o -> o.verbose(0)).asMap());
      assertEquals(expected, m.evaluate(stream()).asMap());
      assertEquals(expected, m.testOnBatch(List.of(A, B), List.of(Y)).asMap());
      List<NDArray> predicted = m.predict(List.of(A, B), o -> o.verbose(0));
      assertEquals(predicted, m.predict(Map.of("a", A, "b", B)));
      assertEquals(predicted, m.predict(stream()));
    }
    try (Model m = twoOutputs()) {
      Map<String, Double> expected =
          m.evaluate(List.of(A), List.of(Y, Z), o -> o.verbose(0)).asMap();
      assertEquals(expected, m.evaluate(A, List.of(Y, Z), o -> o.verbose(0)).asMap());
      assertEquals(expected, m.evaluate(A, Map.of("y", Y, "z", Z), o -> o.verbose(0)).asMap());
    }
  }

  private static double validated(Model model, FitOptions data, Consumer<FitOptions> options) {
    try (model) {
      options.accept(data.verbose(0).batchSize(8));
      return model.fit(data).history().get("val_loss").get(0);
    }
  }

  @Test
  void validation() {
    FitOptions inputs = new FitOptions().x(A, B).y(Y);
    double expected =
        validated(twoInputs(), inputs.copy(), o -> o.validationData(new FitOptions().x(A, B).y(Y)));
    for (Consumer<FitOptions> form :
        List.<Consumer<FitOptions>>of(
            o -> o.validationData(List.of(A, B), List.of(Y)),
            o -> o.validationData(List.of(A, B), Y),
            o -> o.validationData(Map.of("a", A, "b", B), Map.of("y", Y)),
            o -> o.validationData(Map.of("a", A, "b", B), Y),
            o -> o.validationData(stream()))) {
      assertEquals(expected, validated(twoInputs(), inputs.copy(), form));
    }
    FitOptions outputs = new FitOptions().x(A).y(Y, Z);
    expected = validated(twoOutputs(), outputs.copy(), o -> o.validationData(A, List.of(Y, Z)));
    assertEquals(
        expected,
        validated(twoOutputs(), outputs.copy(), o -> o.validationData(A, Map.of("y", Y, "z", Z))));
  }

  @Test
  void weights() {
    NDArray ones = NDArray.ones(8);
    try (Model m = twoOutputs()) {
      Map<String, Double> expected =
          m.evaluate(A, List.of(Y, Z), o -> o.sampleWeight(W, ones)).asMap();
      assertEquals(expected, m.evaluate(A, List.of(Y, Z), o -> o.sampleWeight(W, null)).asMap());
      assertEquals(
          expected, m.evaluate(A, List.of(Y, Z), o -> o.sampleWeight(Map.of("y", W))).asMap());
      assertEquals(
          expected, m.evaluate(A, List.of(Y, Z), o -> o.sampleWeight(List.of(W, ones))).asMap());
      FitOptions batch = new FitOptions().x(A).y(Y, Z);
      assertEquals(expected, m.testOnBatch(batch.copy().sampleWeight(W, null)).asMap());
      assertEquals(expected, m.testOnBatch(batch.copy().sampleWeight(List.of(W, ones))).asMap());
      assertEquals(expected, m.testOnBatch(batch.copy().sampleWeight(Map.of("y", W))).asMap());
      Map<String, Double> without = m.testOnBatch(batch).asMap();
      assertEquals(without, m.testOnBatch(batch.copy().sampleWeight(null, null)).asMap());
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a program may pass
  void nothingForSomething() {
    var e = assertThrows(IllegalArgumentException.class, () -> new FitOptions().x(A, null));
    assertEquals("x: array 2 of 2 is null", e.getMessage());
  }
}
