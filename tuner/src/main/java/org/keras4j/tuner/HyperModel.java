package org.keras4j.tuner;

import java.io.Serializable;
import java.util.Objects;
import org.keras4j.FitOptions;
import org.keras4j.Model;
import org.keras4j.callbacks.History;

/**
 * A model that depends on hyperparameters: how it is built and how it is trained. KerasTuner's
 * {@code HyperModel}.
 *
 * <pre id="snippet-hyper-model">{@code
 * class MyHyperModel extends HyperModel {
 *   public Model build(HyperParameters hp) {
 *     var model = new Sequential();
 *     model.add(Input.of(4));
 *     model.add(new Dense(hp.Int("units", 8, 32, step(8))).activation("relu"));
 *     model.add(new Dense(2).activation("softmax"));
 *     var optimizer = new Adam(hp.Float("learning_rate", 1e-4, 1e-1, LOG));
 *     model.compile(
 *         c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
 *     return model;
 *   }
 *
 *   public History fit(HyperParameters hp, Model model, FitOptions options) {
 *     return model.fit(options.batchSize(hp.Choice("batch_size", 16, 32)));
 *   }
 * }
 * }</pre>
 *
 * <p>Where building is all there is to say, a lambda does: {@code new BayesianOptimization(hp ->
 * …)}.
 */
public abstract class HyperModel {
  /** For subclasses. */
  protected HyperModel() {}

  /**
   * Builds a model for hyperparameters; the short form of a {@link HyperModel}. A lambda can be
   * sent to another machine if all that it captures can.
   */
  @FunctionalInterface
  public interface Builder extends Serializable {
    /**
     * Builds and compiles a model.
     *
     * @param hp where hyperparameters are declared and read
     * @return a new model; the tuner closes it
     */
    Model build(HyperParameters hp);
  }

  /**
   * Makes a hypermodel that is trained by plain {@link Model#fit(FitOptions)}.
   *
   * @param builder builds the model
   */
  public static HyperModel of(Builder builder) {
    return new BuiltModel(Objects.requireNonNull(builder, "builder"));
  }

  /**
   * Builds and compiles a model. Called for each execution of each trial, and before the search to
   * find the hyperparameters.
   *
   * @param hp where hyperparameters are declared and read
   * @return a new model; the tuner closes it
   */
  public abstract Model build(HyperParameters hp);

  /** Returns whether training is {@link Model#fit(FitOptions)} and nothing else. */
  final boolean isTrainedByFit() {
    return isInherited("fit") && isInherited("run");
  }

  private boolean isInherited(String method) {
    try {
      return getClass()
          .getMethod(method, HyperParameters.class, Model.class, FitOptions.class)
          .getDeclaringClass()
          .equals(HyperModel.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("HyperModel has the public method " + method, e);
    }
  }

  /** Builds a model, and says so if there is none. */
  final Model newModel(HyperParameters hp) {
    Model model = build(hp);
    if (model == null) {
      throw new FatalTrialException(
          "The model's build function returned null for the values "
              + PythonText.repr(hp.values())
              + "; it must return a model. Is a return or a branch missing?");
    }
    if (isTrainedByFit() && !model.isCompiled()) {
      model.close();
      throw new FatalTrialException(
          "The model's build function returned a model that is not compiled, for the values "
              + PythonText.repr(hp.values())
              + "; call model.compile before it returns");
    }
    return model;
  }

  /**
   * Trains a model; here by {@link Model#fit(FitOptions)}. Override it to tune what is an argument
   * of fit.
   *
   * @param hp where hyperparameters are read, and may be declared
   * @param model what {@link #build} made
   * @param options the arguments given to {@code search}, with the callbacks of the tuner; pass
   *     them on to fit, changed or not
   * @return the logs of all epochs
   */
  public History fit(HyperParameters hp, Model model, FitOptions options) {
    return model.fit(options);
  }

  /**
   * Trains a model and says what came out; here what {@link #fit} returned. Override it for a
   * training of your own that does not end with a {@link History}.
   *
   * @param hp where hyperparameters are read, and may be declared
   * @param model what {@link #build} made
   * @param options the arguments given to {@code search}, with the callbacks of the tuner; the one
   *     that keeps the best weights works only if they are passed on to fit, otherwise the weights
   *     at the end are kept
   * @return the result, with the objective in it
   */
  public TrialResult run(HyperParameters hp, Model model, FitOptions options) {
    History history = fit(hp, model, options);
    if (history == null) {
      throw new FatalTrialException("HyperModel.fit returned null. Return what model.fit returns");
    }
    return TrialResult.of(history);
  }

  /**
   * Declares hyperparameters before the first model is built; here none. Needed only for those that
   * a first build does not come to.
   *
   * @param hp where to declare them
   */
  public void declareHyperparameters(HyperParameters hp) {}
}
