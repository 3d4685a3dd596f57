package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.keras4j.core.CallContext;
import org.keras4j.core.SeedGenerator;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.FluentLayer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.random.RandomOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Predictors of models that draw random numbers in inference. */
class RandomPredictorTest {

  /** Draws twice, then drops, in training and in inference. */
  private static final class Noisy extends FluentLayer<Noisy> {
    private final SeedGenerator generator = addSeedGenerator(new SeedGenerator(3L));
    private final Dropout dropout = track(new Dropout(0.3).seed(5));

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      var r = RandomOps.of(tf, context, generator);
      Operand<TFloat32> noise =
          tf.math.sub(r.normal(tf.shape(x), 0, 1), r.uniform(tf.shape(x), 0, 3));
      return dropout.apply(tf, tf.math.add(x, noise), context.withTraining(true));
    }
  }

  private static Sequential model() {
    return Sequential.of(Input.of(4), new Dense(3), new Noisy());
  }

  @Test
  void drawsWhatTheModelWouldDraw() {
    NDArray x = NDArray.ones(2, 4);
    try (Model m = model()) {
      m.predictOnBatch(x);
      try (Predictor p = m.predictor()) {
        for (int call = 0; call < 3; call++) {
          NDArray expected = m.predictOnBatch(x);
          assertTrue(p.predict(x).allClose(expected, 1e-6, 1e-6), "call " + call);
        }
      }
    }
  }

  @Test
  void leavesTheGeneratorsOfTheModelAlone() {
    try (Model m = model();
        Predictor p = m.predictor()) {
      p.predict(NDArray.ones(2, 4));
      m.variables()
          .forEach(
              v -> {
                if (v.name().equals("seed_generator_state")) {
                  assertEquals(0, v.value().getLong(1));
                }
              });
    }
  }

  @Test
  void singleSamplesDrawToo() {
    try (Model m = model();
        Predictor p = m.predictor()) {
      float[] sample = {1, 1, 1, 1};
      NDArray first = m.predictOnBatch(NDArray.ones(1, 4));
      assertTrue(NDArray.of(p.predict(sample)).allClose(first.get(0), 1e-6, 1e-6));
      NDArray second = m.predictOnBatch(NDArray.ones(1, 4));
      assertTrue(NDArray.of(p.predict(sample)).allClose(second.get(0), 1e-6, 1e-6));
    }
  }

  /** A layer with one draw, so that equal draws would give equal outputs. */
  private static final class Once extends FluentLayer<Once> {
    private final SeedGenerator generator = addSeedGenerator(new SeedGenerator(3L));

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return RandomOps.of(tf, context, generator).normal(tf.shape(x), 0, 1);
    }
  }

  @Test
  void threadsDrawDifferentNumbers() throws Exception {
    var pool = Executors.newFixedThreadPool(4);
    try (Model m = Sequential.of(Input.of(4), new Once());
        Predictor p = m.predictor()) {
      List<Callable<NDArray>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(() -> p.predict(NDArray.ones(1, 4)));
      }
      Set<NDArray> different = new HashSet<>();
      for (var result : pool.invokeAll(calls)) {
        different.add(result.get());
      }
      assertEquals(200, different.size());
    } finally {
      pool.shutdown();
    }
  }
}
