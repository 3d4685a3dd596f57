package org.keras4j.training;

import static org.keras4j.parity.ProgramLog.data;

import java.util.List;
import java.util.function.Consumer;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.History;
import org.keras4j.layers.Conv1D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GaussianDropout;
import org.keras4j.layers.GaussianNoise;
import org.keras4j.layers.SpatialDropout1D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.ProgramLog;
import org.keras4j.random.KerasRandom;
import org.keras4j.utils.Dataset;

/** The programs of {@code parity/programs.py} about training, evaluation and prediction. */
final class TrainingPrograms {

  private TrainingPrograms() {}

  static Sequential dropping() {
    return Sequential.of(Input.of(4), new Dense(5), new Dropout(0.5), new Dense(1));
  }

  static <M extends Model> M compiled(M model) {
    model.compile(o -> o.optimizer(new SGD(0.1)).loss("mse"));
    return model;
  }

  static History fit(Model model) {
    return fit(model, o -> {});
  }

  static History fit(Model model, Consumer<FitOptions> more) {
    return fit(model, data(10, 4), data(10, 1), more);
  }

  static History fit(Model model, NDArray x, NDArray y, Consumer<FitOptions> more) {
    return model.fit(
        x,
        y,
        o -> {
          o.batchSize(4).shuffle(false).verbose(0);
          more.accept(o);
        });
  }

  static void twoModels(ProgramLog log) {
    Model a = compiled(dropping());
    Model b =
        compiled(
            Sequential.of(
                Input.of(4),
                new GaussianNoise(0.3),
                new Dense(3),
                new GaussianDropout(0.2),
                new Dense(1)));
    fit(a, o -> o.epochs(2));
    fit(b);
    fit(a);
    log.weights("a", a);
    log.seeds("a", a);
    log.weights("b", b);
    log.seeds("b", b);
    log.nextDefaultSeed();
  }

  static void evaluateBetween(ProgramLog log) {
    Model model = compiled(dropping());
    fit(model, o -> o.validationData(data(6, 4), data(6, 1)).epochs(2));
    log.seeds("fit", model);
    log.note("evaluate", evaluate(model));
    log.note("predict", model.predict(data(10, 4), o -> o.batchSize(4).verbose(0)));
    log.seeds("evaluated", model);
    fit(model);
    log.seeds("fit again", model);
    log.weights("end", model);
  }

  static double evaluate(Model model) {
    return model.evaluate(data(10, 4), data(10, 1), o -> o.batchSize(4).verbose(0)).loss();
  }

  static void singleSteps(ProgramLog log) {
    Model model = compiled(dropping());
    for (int n : new int[] {4, 3, 4}) {
      log.note("train " + n, model.trainOnBatch(data(n, 4), data(n, 1)).loss());
      log.note("test " + n, model.testOnBatch(data(n, 4), data(n, 1)).loss());
      log.note("predict " + n, model.predictOnBatch(data(n, 4)));
    }
    log.seeds("end", model);
    log.weights("end", model);
  }

  static void seededAgain(ProgramLog log) {
    Model late = Sequential.of(new Dense(3), new Dropout(0.5), new Dense(1));
    Keras.setRandomSeed(77);
    Model early = compiled(dropping());
    compiled(late);
    fit(late);
    log.weights("late", late);
    log.seeds("late", late);
    log.weights("early", early);
    Keras.setRandomSeed(77);
    Model again = compiled(dropping());
    fit(again);
    log.weights("again", again);
    log.exact("global", KerasRandom.of().normal(Shape.of(2)));
    log.nextDefaultSeed();
  }

  static void builtLate(ProgramLog log) {
    Sequential model = new Sequential();
    model.add(new Dense(3));
    model.add(new Dropout(0.5));
    model.add(new Dense(9));
    model.pop();
    model.add(new Dense(1));
    compiled(model);
    log.note("evaluate", evaluate(model));
    fit(model);
    log.weights("end", model);
    log.seeds("end", model);
    log.nextDefaultSeed();
  }

  static void noiseLayers(ProgramLog log) {
    Model model =
        compiled(
            Sequential.of(
                Input.of(3, 4),
                new GaussianNoise(0.2),
                new SpatialDropout1D(0.3),
                new Conv1D(3, 2),
                new GaussianDropout(0.2),
                new Dropout(0.3).noiseShape(-1, 1, 3),
                new Flatten(),
                new Dense(1)));
    fit(model, data(10, 3, 4), data(10, 1), o -> o.epochs(2));
    log.seeds("end", model);
    log.weights("end", model);
  }

  static void recompiled(ProgramLog log) {
    Sequential model = compiled(dropping());
    fit(model);
    model.layers().get(1).trainable(false);
    compiled(model);
    fit(model, o -> o.sampleWeight(data(10).map(Math::abs)));
    log.seeds("end", model);
    log.weights("end", model);
  }

  static void splitAndStreams(ProgramLog log) {
    Model model = compiled(dropping());
    History history = fit(model, o -> o.validationSplit(0.3).epochs(2));
    log.note("validation", history.get("val_loss"));
    Dataset endless = Batches::new;
    model.fit(endless, o -> o.stepsPerEpoch(3).epochs(2).verbose(0));
    log.seeds("end", model);
    log.weights("end", model);
  }

  /** Batches of 4 and of 2 in turns, without an end. */
  private static final class Batches implements java.util.Iterator<Dataset.Batch> {
    private int given;

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Dataset.Batch next() {
      int n = given++ % 2 == 0 ? 4 : 2;
      return Dataset.Batch.of(data(n, 4), data(n, 1));
    }
  }

  static void restored(ProgramLog log) {
    Model model = compiled(dropping());
    var stop = new EarlyStopping("loss").patience(1).mode("max").restoreBestWeights(true);
    List<Integer> epochs = fit(model, o -> o.epochs(6).callbacks(stop)).epoch();
    log.exact("epochs", NDArray.wrap(new int[] {epochs.size()}));
    log.seeds("stopped", model);
    fit(model);
    log.seeds("end", model);
    log.weights("end", model);
  }
}
