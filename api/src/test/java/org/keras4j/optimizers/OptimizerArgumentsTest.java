package org.keras4j.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.schedules.CosineDecay;

class OptimizerArgumentsTest {

  @Test
  void argumentsKeepTheType() {
    SGD sgd =
        new SGD(0.1)
            .momentum(0.9)
            .nesterov(true)
            .clipnorm(1)
            .weightDecay(0.01)
            .excludeFromWeightDecay("bias")
            .name("mine")
            .learningRate(0.2);
    assertEquals("mine", sgd.name());
    assertEquals(0.2, sgd.learningRate(), 1e-7);
    AdamW adamW = new AdamW(0.1, 0.2).beta1(0.8).epsilon(1e-3).amsgrad(true).useEma(true);
    assertEquals(0.2, adamW.getConfig().get("weight_decay"));
  }

  @Test
  void refusesArgumentsOutOfRange() {
    for (Executable bad :
        List.<Executable>of(
            () -> new SGD(-0.1),
            () -> new SGD(Double.NaN),
            () -> new SGD().momentum(1.1),
            () -> new SGD().momentum(Double.NaN),
            () -> new SGD().weightDecay(-1),
            () -> new SGD().clipnorm(0),
            () -> new SGD().clipnorm(1).clipvalue(1),
            () -> new SGD().learningRate(Double.POSITIVE_INFINITY),
            () -> new Adam().beta1(1),
            () -> new Adam().epsilon(-1e-7),
            () -> new RMSprop().rho(Double.NaN),
            () -> new Ftrl().learningRatePower(0.5),
            () -> new Adagrad().initialAccumulatorValue(-1),
            () -> new Adam().emaMomentum(1.5),
            () -> new Adam().emaOverwriteFrequency(0),
            () -> new Adam().gradientAccumulationSteps(1),
            () -> new Adam().lossScaleFactor(0))) {
      assertThrows(IllegalArgumentException.class, bad);
    }
    String message = assertThrows(IllegalArgumentException.class, () -> new Adam(-1)).getMessage();
    assertTrue(message.contains("Adam: learningRate") && message.contains("-1"), message);
  }

  static Stream<Arguments> withASchedule() {
    var schedule = new CosineDecay(0.1, 10);
    return Stream.of(
        Arguments.of(new Adadelta(), new Adadelta(schedule)),
        Arguments.of(new Adafactor(), new Adafactor(schedule)),
        Arguments.of(new Adagrad(), new Adagrad(schedule)),
        Arguments.of(new Adam(), new Adam(schedule)),
        Arguments.of(new AdamW(), new AdamW(schedule)),
        Arguments.of(new Adamax(), new Adamax(schedule)),
        Arguments.of(new Ftrl(), new Ftrl(schedule)),
        Arguments.of(new Lamb(), new Lamb(schedule)),
        Arguments.of(new Lion(), new Lion(schedule)),
        Arguments.of(new Muon(), new Muon(schedule)),
        Arguments.of(new Nadam(), new Nadam(schedule)),
        Arguments.of(new RMSprop(), new RMSprop(schedule)),
        Arguments.of(new SGD(), new SGD(schedule)),
        Arguments.of(new ScheduleFreeAdamW(), new ScheduleFreeAdamW(schedule)));
  }

  @ParameterizedTest
  @MethodSource("withASchedule")
  void aScheduleStandsInPlaceOfTheRate(Optimizer same, Optimizer optimizer) {
    same.name(optimizer.name());
    same.learningRate(new CosineDecay(0.1, 10));
    assertEquals(same.getConfig(), optimizer.getConfig());
    assertEquals(0.1, optimizer.learningRate(), 1e-7);
  }

  @Test
  void refusesToSetARateThatAScheduleSets() {
    Adam adam = new Adam(new CosineDecay(0.1, 10));
    assertEquals(0.1, adam.learningRate(), 1e-7);
    Adam same = new Adam().name(adam.name()).learningRate(new CosineDecay(0.1, 10));
    assertEquals(same.getConfig(), adam.getConfig());
    String message =
        assertThrows(IllegalStateException.class, () -> adam.learningRate(0.1)).getMessage();
    assertTrue(message.contains("CosineDecay"), message);
  }

  @Test
  void isFoundByNameInAnyCase() {
    assertInstanceOf(RMSprop.class, Optimizers.get("RMSprop"));
    assertInstanceOf(AdamW.class, Optimizers.get("adamw"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Optimizers.get("adm")).getMessage();
    assertTrue(message.contains("Did you mean 'adam'?"), message);
  }

  @Test
  void hasAutomaticNamesThatDoNotCountNamedOnes() {
    Keras.clearSession();
    new Adam().name("first");
    assertEquals("adam", new Adam().name());
    assertEquals("adam_1", new Adam().name());
    assertEquals("rm_sprop", new RMSprop().name());
  }

  private static Sequential model() {
    var m = new Sequential();
    m.add(Input.of(2));
    m.add(new Dense(1));
    return m;
  }

  @Test
  void keepsItsStateForOneSetOfWeights() {
    var adam = new Adam(0.1);
    var x = NDArray.ones(4, 2);
    var y = NDArray.ones(4, 1);
    try (var first = model();
        var second = model()) {
      first.compile(c -> c.loss("mse").optimizer(adam));
      first.fit(x, y, o -> o.verbose(0));
      assertEquals(1, adam.iterations());
      first.compile(c -> c.loss("mae").optimizer(adam));
      first.fit(x, y, o -> o.verbose(0));
      assertEquals(2, adam.iterations());
      assertThrows(IllegalStateException.class, () -> adam.beta1(0.5));
      second.compile(c -> c.loss("mse").optimizer(adam));
      String message =
          assertThrows(IllegalArgumentException.class, () -> second.fit(x, y, o -> o.verbose(0)))
              .getMessage();
      assertTrue(message.contains("new optimizer"), message);
    }
  }

  @Test
  void givesTheWeightsTheirAveragesWhenTrainingEnds() {
    var sgd = new SGD(0.1).useEma(true).emaMomentum(0.5);
    try (var m = model()) {
      m.compile(c -> c.loss("mse").optimizer(sgd));
      m.fit(NDArray.ones(8, 2), NDArray.ones(8, 1), o -> o.verbose(0).batchSize(2));
      var kernel = m.trainableWeights().get(0);
      assertEquals(sgd.averages().get(kernel).value(), kernel.value());
    }
  }

  /** Keras's own decay of Muon sees the weight's name, that of the others its path. */
  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource({
    "muon, last, 0.95, 4.75",
    "muon, bias, 0.95, 5",
    "muon, ^kernel$, 1, 4.75",
    "muon, last/kernel, 0.95, 4.75",
    "sgd, last, 1, 5",
    "sgd, bias, 0.95, 5",
    "sgd, last/kernel, 1, 4.75"
  })
  void weightsAreExcludedFromDecayAsInKeras(String name, String pattern, float kernel, float bias) {
    FluentOptimizer<?> o = name.equals("muon") ? new Muon(0.1).adamWeightDecay(0.5) : new SGD(0.1);
    o.weightDecay(0.5).excludeFromWeightDecay(pattern);
    try (var m = Sequential.of(Input.of(2), new Dense(2).name("last"))) {
      m.compile(c -> c.loss("mse").optimizer(o));
      m.setWeights(List.of(NDArray.of(new float[][] {{1, 2}, {3, 4}}), NDArray.of(5f, 6f)));
      m.trainOnBatch(NDArray.zeros(1, 2), NDArray.of(new float[][] {{5, 6}}));
      assertEquals(kernel, m.getWeights().get(0).toFloatArray()[0], 1e-6);
      assertEquals(bias, m.getWeights().get(1).toFloatArray()[0], 1e-6);
    }
  }
}
