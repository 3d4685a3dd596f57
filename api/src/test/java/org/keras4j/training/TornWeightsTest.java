package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.optimizers.SGD;

/** Weights that are equal after every step and in every file are equal whenever they are read. */
class TornWeightsTest {

  private static final int WEIGHTS = 30;

  /** For how long each test lets the threads run. */
  private static final long MILLIS = Long.getLong("keras4j.tornMillis", 2_500);

  private static Dense one() {
    return new Dense(1).useBias(false).kernelInitializer("zeros");
  }

  private static Model model() {
    var in = Input.of(1);
    List<KerasTensor> outputs = new ArrayList<>();
    for (int i = 0; i < WEIGHTS; i++) {
      outputs.add(one().apply(in));
    }
    var m = new Model(in, new Concatenate().apply(outputs).get(0));
    m.compile(c -> c.optimizer(new SGD(0.001)).loss("mae"));
    return m;
  }

  private static boolean allEqual(Iterable<NDArray> weights) {
    Set<Double> values = new HashSet<>();
    weights.forEach(w -> values.add(w.flatten().getDouble(0)));
    return values.size() <= 1;
  }

  private static boolean allEqual(float[] values) {
    for (float v : values) {
      if (v != values[0]) {
        return false;
      }
    }
    return true;
  }

  /** Runs each of these again and again, in a thread of its own, until the time is over. */
  private static void untilTimeIsOver(List<Callable<Boolean>> jobs) throws Exception {
    var stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Future<Integer>> torn = new ArrayList<>();
      for (Callable<Boolean> job : jobs) {
        torn.add(
            threads.submit(
                () -> {
                  int bad = 0;
                  while (!stop.get()) {
                    bad += job.call() ? 0 : 1;
                  }
                  return bad;
                }));
      }
      Thread.sleep(MILLIS);
      stop.set(true);
      for (Future<Integer> t : torn) {
        assertEquals(0, t.get());
      }
    } finally {
      stop.set(true);
      threads.shutdown();
    }
  }

  @Test
  void besideFit(@TempDir Path folder) throws Exception {
    NDArray x = NDArray.ones(400, 1);
    NDArray y = NDArray.ones(400, WEIGHTS).multiply(1e6);
    try (Model m = model()) {
      m.fit(x, y, o -> o.verbose(0));
      var loaded = new AtomicInteger();
      Path start = folder.resolve("start.weights.npz");
      m.saveWeights(start);
      Callable<Boolean> fit =
          () -> {
            m.fit(x, y, o -> o.batchSize(4).verbose(0));
            return true;
          };
      Callable<Boolean> predictor =
          () -> {
            try (var p = m.predictor()) {
              float[] r = p.predict(new float[] {1});
              return allEqual(r);
            }
          };
      Callable<Boolean> get = () -> allEqual(m.getWeights());
      Callable<Boolean> load =
          () -> {
            m.loadWeights(start);
            loaded.incrementAndGet();
            Thread.sleep(5);
            return true;
          };
      Callable<Boolean> predict =
          () -> allEqual(m.predictOnBatch(NDArray.ones(1, 1)).toFloatArray());
      untilTimeIsOver(
          List.of(
              fit,
              predictor,
              get,
              () -> saved(m, folder.resolve("a.weights.npz")),
              () -> saved(m, folder.resolve("b.weights.npz")),
              load,
              predict,
              get));
      assertTrue(loaded.get() > 0);
    }
  }

  private static boolean saved(Model m, Path file) throws IOException {
    m.saveWeights(file);
    List<NDArray> weights = new ArrayList<>();
    for (Map.Entry<String, NDArray> e : Npz.read(file).entrySet()) {
      if (e.getKey().startsWith("layers/")) {
        weights.add(e.getValue());
      }
    }
    return weights.size() == WEIGHTS && allEqual(weights);
  }

  @Test
  void assignedBesidePredictions() throws Exception {
    try (Model m = model()) {
      var value = new AtomicLong();
      Callable<Boolean> set =
          () -> {
            NDArray w = NDArray.ones(1, 1).multiply(value.incrementAndGet());
            m.setWeights(Collections.nCopies(WEIGHTS, w));
            return true;
          };
      Callable<Boolean> predict =
          () -> allEqual(m.predictOnBatch(NDArray.ones(1, 1)).toFloatArray());
      untilTimeIsOver(List.of(set, predict, predict));
    }
  }

  /** Two models that train the same layers read them from each other all the time. */
  @Test
  void sharedByTwoModelsThatTrain() throws Exception {
    var shared = new ArrayList<Dense>();
    for (int i = 0; i < 4; i++) {
      shared.add(one());
    }
    try (Model a = over(shared);
        Model b = over(shared)) {
      NDArray x = NDArray.ones(40, 1);
      NDArray y = NDArray.ones(40, 4).multiply(1e6);
      untilTimeIsOver(
          List.of(
              () -> a.fit(x, y, o -> o.batchSize(4).verbose(0)) != null,
              () -> b.fit(x, y, o -> o.batchSize(4).verbose(0)) != null,
              () -> allEqual(a.getWeights()),
              () -> allEqual(b.getWeights())));
    }
  }

  private static Model over(List<Dense> layers) {
    var in = Input.of(1);
    List<KerasTensor> outputs = new ArrayList<>();
    layers.forEach(l -> outputs.add(l.apply(in)));
    var m = new Model(in, new Concatenate().apply(outputs).get(0));
    m.compile(c -> c.optimizer(new SGD(0.001)).loss("mae"));
    return m;
  }
}
