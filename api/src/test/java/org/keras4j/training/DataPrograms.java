package org.keras4j.training;

import static org.keras4j.parity.ProgramLog.data;
import static org.keras4j.training.TrainingPrograms.compiled;
import static org.keras4j.training.TrainingPrograms.evaluate;
import static org.keras4j.training.TrainingPrograms.fit;

import java.util.List;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.core.CallContext;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializers;
import org.keras4j.internal.core.SeedAccess;
import org.keras4j.layers.Add;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.FluentLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Lambda;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.ProgramLog;
import org.keras4j.random.KerasRandom;
import org.keras4j.random.RandomOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The programs of {@code parity/programs.py} about calls, graphs of layers and layers that draw.
 */
final class DataPrograms {

  private DataPrograms() {}

  /** Draws in training and in inference, and has a weight whose initializer is given by name. */
  static final class Noisy extends FluentLayer<Noisy> {
    private final SeedGenerator generator;
    private Variable scale;

    Noisy() {
      this(new SeedGenerator(null));
    }

    Noisy(SeedGenerator generator) {
      this.generator = addSeedGenerator(generator);
    }

    @Override
    protected void build(Shape input) {
      scale = addWeight("scale", Shape.of(input.get(-1)), Initializers.get("random_normal"));
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      var r = RandomOps.of(tf, context, generator);
      Operand<TFloat32> first = r.normal(tf.shape(x), 0, 0.1);
      Operand<TFloat32> second = r.uniform(tf.shape(x), -0.1, 0.1);
      return tf.math.sub(tf.math.add(tf.math.mul(x, context.read(scale)), first), second);
    }
  }

  static void callsOnData(ProgramLog log) {
    var dropout = new Dropout(0.5);
    NDArray ones = NDArray.ones(3, 4);
    for (int i = 0; i < 3; i++) {
      log.exact("mask " + i, dropout.apply(ones, true));
    }
    log.exact("inference", dropout.apply(ones));
    Model model = compiled(Sequential.of(Input.of(4), new Dense(5), dropout, new Dense(1)));
    log.note("training", model.apply(data(3, 4), true));
    fit(model);
    log.note("training again", model.apply(data(3, 4), true));
    log.note("no mode", model.apply(data(3, 4)));
    log.seeds("end", model);
    log.weights("end", model);
  }

  static void dropoutAtNode(ProgramLog log) {
    KerasTensor x = Input.of(4);
    Model model = compiled(new Model(x, new Dense(1).apply(new Dropout(0.5).apply(x, true))));
    log.note("predict", predict(model, 6));
    log.seeds("predict", model);
    log.note("call", model.apply(data(6, 4)));
    log.seeds("call", model);
    fit(model);
    log.seeds("fit", model);
    log.weights("end", model);
  }

  private static NDArray predict(Model model, int samples) {
    return model.predict(data(samples, 4), o -> o.batchSize(4).verbose(0));
  }

  static void nested(ProgramLog log) {
    Model inner = Sequential.of(Input.of(4), new Dense(4), new Dropout(0.5));
    KerasTensor x = Input.of(4);
    // the layer that is made first in Python
    var end = new Dense(1);
    KerasTensor y = end.apply(new Dropout(0.3).apply(inner.apply(inner.apply(x))));
    Model outer = compiled(new Model(x, y));
    fit(outer);
    log.seeds("outer", outer);
    compiled(inner);
    fit(inner, data(10, 4), data(10, 4), o -> {});
    log.seeds("inner", outer);
    fit(outer);
    log.note("called", inner.apply(data(2, 4), true));
    log.seeds("end", outer);
    log.weights("end", outer);
  }

  static void sharedDropout(ProgramLog log) {
    KerasTensor a = Input.of(4);
    KerasTensor b = Input.of(4);
    var drop = new Dropout(0.5);
    KerasTensor left = new Dense(3).apply(drop.apply(a));
    var outside = new Dense(3);
    var middle = new Dense(3);
    KerasTensor right = outside.apply(middle.apply(drop.apply(new Dense(4).apply(b))));
    var end = new Dense(1);
    Model model =
        compiled(new Model(List.of(a, b), List.of(end.apply(new Add().apply(right, left)))));
    model.fit(
        List.of(data(10, 4), data(10, 4)),
        List.of(data(10, 1)),
        o -> o.batchSize(4).shuffle(false).verbose(0));
    log.weights("fit", model);
    log.seeds("fit", model);
    log.note("called", model.applyToArrays(List.of(data(2, 4), data(2, 4)), true).get(0));
  }

  static void noiseInInference(ProgramLog log) {
    Model model = compiled(Sequential.of(Input.of(4), new Noisy(), new Dense(1)));
    History history =
        fit(model, o -> o.validationData(data(6, 4), data(6, 1)).epochs(3).validationFreq(2));
    log.note("history", history.get("val_loss"));
    log.seeds("fit", model);
    log.note("evaluate", evaluate(model));
    log.note("predict", predict(model, 10));
    log.note("predict again", predict(model, 10));
    log.note("call", model.apply(data(2, 4)));
    log.seeds("end", model);
    log.weights("end", model);
    log.nextDefaultSeed();
  }

  static void sharedGenerator(ProgramLog log) {
    var generator = new SeedGenerator(21L);
    Model model =
        compiled(
            Sequential.of(
                Input.of(4),
                new Noisy(generator),
                new Dense(3),
                new Noisy(generator),
                new Dense(1)));
    log.exact("before", KerasRandom.of(generator).normal(Shape.of(2)));
    fit(model);
    log.exact("between", KerasRandom.of(generator).normal(Shape.of(2)));
    log.note("predict", predict(model, 6));
    log.exact("state", generator.state().value());
    log.weights("end", model);
  }

  static void constantSeed(ProgramLog log) {
    Model model =
        compiled(
            Sequential.of(
                Input.of(4),
                new Lambda(
                    (tf, x) ->
                        tf.math.add(
                            x, RandomOps.of(tf, 5).normal(tf.constant(new int[] {4}), 0, 0.1))),
                new Dense(1)));
    log.note("predict", predict(model, 6));
    fit(model);
    log.weights("end", model);
    log.nextDefaultSeed();
  }

  /** Dropout that drops in inference, too. */
  private static final class Sampling extends FluentLayer<Sampling> {
    private final Dropout dropout = track(new Dropout(0.5));

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      CallContext training = context.withTraining(true);
      return dropout.apply(tf, dropout.apply(tf, x, training), training);
    }
  }

  static void dropoutInInference(ProgramLog log) {
    Model model = compiled(Sequential.of(Input.of(4), new Dense(8), new Sampling(), new Dense(1)));
    fit(model);
    log.note("predict", predict(model, 6));
    log.note("predict again", model.predict(data(6, 4), o -> o.batchSize(6).verbose(0)));
    log.note("evaluate", evaluate(model));
    fit(model);
    log.seeds("end", model);
    log.weights("end", model);
  }

  static void layersInTwoModels(ProgramLog log) {
    var dense = new Dense(4);
    var drop = new Dropout(0.5);
    var norm = new BatchNormalization();
    KerasTensor x = Input.of(4);
    KerasTensor y = Input.of(4);
    Model a = compiled(new Model(x, new Dense(1).apply(drop.apply(norm.apply(dense.apply(x))))));
    KerasTensor late = norm.apply(new Dense(4).apply(y));
    KerasTensor early = drop.apply(norm.apply(dense.apply(x)));
    KerasTensor sum = new Dense(1).apply(new Add().apply(late, early));
    Model b = compiled(new Model(List.of(x, y), List.of(sum)));
    fit(a);
    b.fit(
        List.of(data(10, 4), data(10, 4).multiply(2)),
        List.of(data(10, 1)),
        o -> o.batchSize(4).shuffle(false).verbose(0));
    fit(a);
    log.weights("a", a);
    log.seeds("a", a);
    log.weights("b", b);
    log.seeds("b", b);
  }

  static void drawsInCallbacks(ProgramLog log) {
    var generator = new SeedGenerator(31L);
    Model model =
        compiled(Sequential.of(Input.of(4), new Noisy(generator), new Dropout(0.5), new Dense(1)));
    Callback draws =
        new Callback() {
          @Override
          public void onTrainBatchEnd(int batch, Logs logs) {
            log.exact("batch", KerasRandom.of(generator).uniform(Shape.of(2)));
          }

          @Override
          public void onEpochEnd(int epoch, Logs logs) {
            log.exact("epoch", KerasRandom.of().uniform(Shape.of(2)));
            log.seeds("layer", new Dropout(0.5));
          }
        };
    fit(model, o -> o.epochs(2).callbacks(draws));
    log.exact("state", generator.state().value());
    log.weights("end", model);
    log.nextDefaultSeed();
  }

  static void namesOfStates(ProgramLog log) {
    var unused = new SeedGenerator(null);
    Model inner = Sequential.of(Input.of(4), new Dense(4), new Dropout(0.5)).name("inner");
    Model model =
        Sequential.of(
                Input.of(4),
                new Dropout(0.5).seed(3),
                inner,
                new BatchNormalization(),
                new Noisy().name("own"),
                new Dense(1))
            .name("outer");
    model.variables().forEach(v -> log.text("path", v.path()));
    log.text("name", new SeedGenerator(4L).name());
    log.text("given", new SeedGenerator(4L, "mine").state().path());
    SeedAccess.get().discard(unused);
  }
}
