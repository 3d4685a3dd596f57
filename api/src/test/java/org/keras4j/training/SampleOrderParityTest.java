package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.FitOptions;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The samples of each batch, and their places in it, are those of the real Keras. */
class SampleOrderParityTest {

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("sample_order");
  }

  @AfterEach
  void anySeed() {
    Keras.setRandomSeed(1);
  }

  /** A number that tells what stands where in a batch, small enough to be exact. */
  private static double code(List<Integer> samples) {
    double sum = 0;
    for (int i = 0; i < samples.size(); i++) {
      sum += samples.get(i) * factor(i);
    }
    return sum;
  }

  private static int factor(int place) {
    return place * place % 31 + 1;
  }

  /** The sum of the targets, each with the factor of its place. */
  static final class Code extends Loss {
    private final int longest;

    Code(int longest) {
      this.longest = longest;
      reduction("sum");
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
      float[] factors = new float[longest];
      for (int i = 0; i < longest; i++) {
        factors[i] = factor(i);
      }
      Operand<TFloat32> used =
          tf.slice(
              tf.constant(factors),
              tf.constant(new int[] {0}),
              tf.slice(tf.shape(yTrue), tf.constant(new int[] {0}), tf.constant(new int[] {1})));
      Operand<TFloat32> targets = tf.math.mean(yTrue, tf.constant(-1));
      // The model takes no part, but a loss without gradient would be refused.
      Operand<TFloat32> nothing =
          tf.math.mul(tf.math.mean(yPred, tf.constant(-1)), tf.constant(0f));
      return tf.math.add(tf.math.mul(targets, used), nothing);
    }
  }

  /** Notes the mean of the codes so far after each batch, epoch by epoch. */
  private static final class Recorder extends Callback {
    private final List<List<Double>> seen = new ArrayList<>();

    @Override
    public void onEpochBegin(int epoch) {
      seen.add(new ArrayList<>());
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
      seen.get(seen.size() - 1).add(logs.get("loss"));
    }
  }

  private static List<List<Double>> record(int n, int fits, Consumer<FitOptions> options) {
    NDArray x = Lines.x(n);
    Recorder recorder = new Recorder();
    try (Sequential model = Lines.uncompiled()) {
      model.compile(c -> c.optimizer(new SGD(1e-12)).loss(new Code(n)));
      for (int i = 0; i < fits; i++) {
        FitOptions o = new FitOptions().x(x).y(x).verbose(0).callbacks(recorder);
        options.accept(o);
        model.fit(o);
      }
    }
    return recorder.seen;
  }

  private static void arguments(JsonNode c, FitOptions o) {
    if (!c.get("batch").isNull()) {
      o.batchSize(c.get("batch").asInt());
    }
    o.epochs(c.get("epochs").asInt());
    for (Map.Entry<String, JsonNode> argument : c.get("arguments").properties()) {
      JsonNode value = argument.getValue();
      switch (argument.getKey()) {
        case "shuffle" -> {
          if (value.isTextual()) {
            o.shuffle(value.asText());
          } else {
            o.shuffle(value.asBoolean());
          }
        }
        case "steps_per_epoch" -> o.stepsPerEpoch(value.asInt());
        case "validation_split" -> o.validationSplit(value.asDouble());
        case "class_weight" -> {
          Map<Integer, Double> weights = new HashMap<>();
          value
              .properties()
              .forEach(w -> weights.put(Integer.valueOf(w.getKey()), w.getValue().asDouble()));
          o.classWeight(weights);
        }
        default -> throw new IllegalArgumentException(argument.getKey());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fitTakesTheSamplesAsKerasDoes(JsonNode c) {
    Keras.setRandomSeed(c.get("seed").asLong());
    var actual = record(c.get("n").asInt(), c.get("fits").asInt(), o -> arguments(c, o));
    assertEquals(c.get("seen").size(), actual.size(), "epochs");
    for (int e = 0; e < actual.size(); e++) {
      JsonNode batches = c.get("seen").get(e);
      assertEquals(batches.size(), actual.get(e).size(), "batches of epoch " + e);
      double sum = 0;
      int rows = 0;
      for (int b = 0; b < batches.size(); b++) {
        List<Integer> samples = new ArrayList<>();
        batches.get(b).forEach(s -> samples.add(s.asInt()));
        sum += code(samples) * samples.size();
        rows += samples.size();
        assertEquals(sum / rows, actual.get(e).get(b), 1e-5 * sum / rows, "epoch " + e);
      }
    }
  }

  @Test
  void withReshufflingEachEpochHasItsOrderWhichTheSeedRepeats() {
    Consumer<FitOptions> options = o -> o.batchSize(4).epochs(3).reshuffleEachEpoch(true);
    Keras.setRandomSeed(5);
    List<List<Double>> first = record(40, 2, options);
    Keras.setRandomSeed(5);
    assertEquals(first, record(40, 2, options));
    assertEquals(6, first.stream().distinct().count());
    Keras.setRandomSeed(6);
    assertNotEquals(first, record(40, 2, options));
  }

  @Test
  void noOtherTextThanBatchIsTaken() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new FitOptions().shuffle("batches"));
    assertEquals("fit: shuffle must be true, false or \"batch\"; received batches", e.getMessage());
  }
}
