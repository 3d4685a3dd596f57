/**
 * Search for the best hyperparameters of a model, as in KerasTuner: with the same draws, files and
 * printed tables.
 *
 * <p>A {@link org.keras4j.tuner.HyperModel} builds a model from {@link
 * org.keras4j.tuner.HyperParameters}; asking them for a value declares it, so the code of the model
 * is the search space. A {@link org.keras4j.tuner.Tuner} runs trials: an {@link
 * org.keras4j.tuner.Oracle} chooses values, the model is built and trained, its score goes back to
 * the oracle.
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
 * <pre id="snippet-tuner-search">{@code
 * var tuner =
 *     new BayesianOptimization(new MyHyperModel())
 *         .objective("val_accuracy")
 *         .maxTrials(2)
 *         .directory(folder)
 *         .projectName("digits");
 * tuner.search(x, y, validationData(xVal, yVal).epochs(2));
 * tuner.resultsSummary(3);
 * try (Model best = tuner.getBestModels(1).get(0)) {
 *   best.evaluate(xVal, yVal);
 * }
 * }</pre>
 *
 * <p>{@link org.keras4j.tuner.RandomSearch} draws values independently (Bergstra and Bengio, 2012).
 * {@link org.keras4j.tuner.BayesianOptimization} fits a Gaussian process to the scores so far,
 * which predicts a mean {@code μ} and a standard deviation {@code σ} everywhere, and tries next
 * what has the largest expected improvement {@code σ·(φ(z) + z·Φ(z))}, {@code z = (best − μ)/σ}
 * (Jones, Schonlau and Welch, 1998; its logarithm as in Ament et al., 2023), or where {@code μ −
 * βσ} is least (Srinivas et al., 2010). Its covariance is Matérn 5/2 with a length scale for each
 * hyperparameter (Snoek, Larochelle and Adams, 2012).
 *
 * <p>{@link org.keras4j.tuner.Hyperband} trains many models for a few epochs and the best of them
 * for more (Li et al., 2018); {@link org.keras4j.tuner.GridSearch} tries all combinations.
 *
 * <table>
 *   <caption>The tuners</caption>
 *   <tr><th>Tuner</th><th>Next values</th><th>Ends</th></tr>
 *   <tr><td>{@link org.keras4j.tuner.RandomSearch}</td><td>random</td><td>after {@code maxTrials},
 *       by default 10</td></tr>
 *   <tr><td>{@link org.keras4j.tuner.BayesianOptimization}</td><td>those that promise the largest
 *       improvement</td><td>after {@code maxTrials}, by default 10</td></tr>
 *   <tr><td>{@link org.keras4j.tuner.Hyperband}</td><td>random, or those of the best trials of a
 *       round, whose models are trained on</td><td>with the last bracket</td></tr>
 *   <tr><td>{@link org.keras4j.tuner.GridSearch}</td><td>the next combination of the grid</td><td>
 *       when all were tried</td></tr>
 * </table>
 *
 * <p>When every combination was tried and there are trials left of a random search or a Bayesian
 * optimisation, they repeat combinations, the best first, each from other initial weights; {@link
 * org.keras4j.tuner.TunerSettings#repeatTrials} ends the search instead.
 *
 * <p>An algorithm of one's own is an oracle that answers one question, and a tuner that makes it:
 *
 * <pre id="snippet-own-oracle">{@code
 * // Draws one value of the best trial anew.
 * class NearBestOracle extends Oracle {
 *   NearBestOracle(OracleOptions options) {
 *     super(options);
 *   }
 *
 *   protected Suggestion populateSpace(String trialId) {
 *     Map<String, Object> drawn = randomValues();
 *     if (drawn == null) {
 *       return Suggestion.stop();
 *     }
 *     List<Trial> best = getBestTrials(1);
 *     if (best.isEmpty() || best.get(0).score() == null) {
 *       return Suggestion.run(drawn);
 *     }
 *     var values = new LinkedHashMap<>(best.get(0).hyperparameters().values());
 *     var names = List.copyOf(values.keySet());
 *     String name = names.get(trials().size() % names.size());
 *     values.put(name, drawn.getOrDefault(name, values.get(name)));
 *     return Suggestion.run(isTried(values) ? drawn : values);
 *   }
 * }
 *
 * class NearBest extends Tuner<NearBest> {
 *   NearBest(HyperModel hyperModel) {
 *     super(hyperModel);
 *     maxTrials(10);
 *   }
 *
 *   protected Oracle createOracle(OracleOptions options) {
 *     return new NearBestOracle(options);
 *   }
 * }
 * }</pre>
 *
 * <p>Without a tuner a program asks an oracle for values and tells what they are worth; the trials
 * may be run by several threads, or somewhere else:
 *
 * <pre id="snippet-ask-and-tell">{@code
 * var hp = new HyperParameters();
 * hp.Float("x", -2, 2);
 * var options =
 *     new OracleOptions().hyperparameters(hp).objective(new Objective("y", MIN)).maxTrials(5);
 * var oracle = new RandomSearchOracle(options);
 * oracle.setProjectFolder(folder);
 * Trial trial = oracle.ask();
 * while (trial.status() == TrialStatus.RUNNING) {
 *   double x = trial.hyperparameters().getDouble("x");
 *   if (Math.abs(x) > 1.9) {
 *     oracle.fail(trial.trialId(), new FailedTrialException("too close to the edge"));
 *   } else {
 *     oracle.complete(trial.trialId(), Map.of("y", x * x));
 *   }
 *   trial = oracle.ask();
 * }
 * Trial best = oracle.getBestTrials(1).get(0);
 * }</pre>
 *
 * <p>Everything is kept in a folder from trial to trial: a search that was cut off goes on where it
 * was, and KerasTuner in Python can read it.
 */
@NullMarked
package org.keras4j.tuner;

import org.jspecify.annotations.NullMarked;
