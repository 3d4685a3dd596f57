package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;

/** A model takes arrays of every type for inputs of every type, as Keras does. */
class InputTypesTest {

  private static final NDArray X = NDArray.of(new float[][] {{0, 1, 0, 2}, {3, 0, 0, 0}});
  private static final NDArray Y = NDArray.of(new float[][] {{1}, {0}});

  @ParameterizedTest
  @EnumSource(DType.class)
  void arraysBecomeWhatTheInputIs(DType input) {
    KerasTensor in = Input.of(input, 4);
    try (Model model = new Model(in, new Dense(1).kernelInitializer("ones").apply(in))) {
      model.compile(c -> c.optimizer("sgd").loss("mse").metrics("mae"));
      NDArray expected = model.predict(X.asType(input), o -> o.verbose(0));
      for (DType given : DType.values()) {
        NDArray x = X.asType(given);
        NDArray same = given == DType.BOOL ? model.predict(x.asType(input)) : expected;
        Close.assertIdentical(given.name(), same, model.predict(x, o -> o.verbose(0)));
        Close.assertIdentical(given.name(), same, model.predictOnBatch(x));
        try (var predictor = model.predictor()) {
          Close.assertIdentical(given.name(), same, predictor.predict(x));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void trainingTakesArraysOfEveryType(DType given) {
    KerasTensor in = Input.of(DType.BOOL, 4);
    try (Model model = new Model(in, new Dense(1).kernelInitializer("ones").apply(in));
        Model other = new Model(in, new Dense(1).kernelInitializer("ones").apply(in))) {
      for (Model m : new Model[] {model, other}) {
        m.compile(c -> c.optimizer("sgd").loss("mse").metrics("mae"));
      }
      NDArray weight = NDArray.of(new float[] {1, 0});
      NDArray x = X.asType(given);
      NDArray y = Y.asType(given);
      NDArray w = weight.asType(given);
      var here =
          model.fit(x, y, o -> o.verbose(0).epochs(2).sampleWeight(w).validationData(x, y, w));
      var there =
          other.fit(
              X.asType(DType.BOOL),
              Y,
              o -> o.verbose(0).epochs(2).sampleWeight(weight).validationData(X, Y, weight));
      assertEquals(there.history(), here.history());
      assertEquals(
          other.evaluate(X.asType(DType.BOOL), Y, o -> o.verbose(0)).asMap(),
          model.evaluate(x, y, o -> o.verbose(0)).asMap());
      assertEquals(
          other.trainOnBatch(X.asType(DType.BOOL), Y).asMap(), model.trainOnBatch(x, y).asMap());
      assertEquals(other.testOnBatch(X, Y).asMap(), model.testOnBatch(x, y).asMap());
    }
  }

  @org.junit.jupiter.api.Test
  void whateverIsNotZeroIsTrue() {
    KerasTensor in = Input.of(DType.BOOL, 4);
    try (Model model = new Model(in, new Dense(1).kernelInitializer("ones").apply(in))) {
      NDArray x = NDArray.of(new float[][] {{0, 0.5f, -0.5f, Float.NaN}});
      assertEquals(NDArray.of(new float[][] {{3}}), model.predict(x, o -> o.verbose(0)));
      assertEquals(NDArray.of(new float[][] {{3}}), model.predictor().predict(x));
    }
  }
}
