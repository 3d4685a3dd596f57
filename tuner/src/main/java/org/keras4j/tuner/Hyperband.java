package org.keras4j.tuner;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.keras4j.FitOptions;
import org.keras4j.Model;

/**
 * Trains many models for a few epochs, the best of them for more, and so on. KerasTuner's {@code
 * Hyperband}, after Li et al., "Hyperband: A Novel Bandit-Based Approach to Hyperparameter
 * Optimization", 2018.
 *
 * <pre id="snippet-hyperband">{@code
 * var tuner =
 *     new Hyperband(new MyHyperModel())
 *         .objective("val_accuracy")
 *         .maxEpochs(4)
 *         .factor(2)
 *         .directory(folder)
 *         .projectName("hyperband");
 * tuner.search(x, y, validationData(xVal, yVal));
 * }</pre>
 *
 * <p>The epochs are those of the algorithm, whatever {@code epochs} and {@code initialEpoch} are
 * given to {@code search}. A trial that goes on with the model of an earlier one builds it anew,
 * loads the weights of its best epoch and counts the epochs from where that trial ended; the state
 * of the optimizer is not carried over. {@link HyperbandOracle} has the numbers of trials and
 * epochs.
 *
 * <p>By default the brackets end the search; {@link #maxTrials} and {@link #maxTotalEpochs} end it
 * earlier, {@link #repeatTrials} has no effect.
 *
 * <p>A subclass overrides {@link #runTrial}, {@link #createOracle} and the hooks of a {@link
 * Tuner}; the fluent methods return a {@code Hyperband}.
 *
 * @see HyperbandOracle
 */
public class Hyperband extends Tuner<Hyperband> {
  private int maxEpochs = 100;
  private int factor = 3;
  private int hyperbandIterations = 1;
  private boolean likeKerasTuner;

  /**
   * Creates a tuner.
   *
   * @param hyperModel the model
   */
  public Hyperband(HyperModel hyperModel) {
    super(Objects.requireNonNull(hyperModel, "hyperModel"));
  }

  /**
   * Creates a tuner for a model that is trained by plain fit.
   *
   * @param builder builds the model
   */
  public Hyperband(HyperModel.Builder builder) {
    this(HyperModel.of(builder));
  }

  /**
   * Sets for how many epochs the best models are trained: a little more than the largest of them
   * needs, best with an {@code EarlyStopping}. By default 100. A search that is resumed keeps the
   * number it was begun with. {@link #maxTotalEpochs} is the limit of the whole search.
   *
   * @param count at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public final Hyperband maxEpochs(int count) {
    changeable();
    maxEpochs = HyperbandSchedule.checkedMaxEpochs(count);
    return this;
  }

  /**
   * Sets by how much the number of trials falls and the number of epochs grows from round to round.
   * By default 3. A search that is resumed keeps the factor it was begun with.
   *
   * @param reduction at least 2
   * @throws IllegalArgumentException if it is below 2
   */
  public final Hyperband factor(int reduction) {
    changeable();
    factor = HyperbandSchedule.checkedFactor(reduction);
    return this;
  }

  /**
   * Sets how often all brackets are run. By default once, which trains for about {@code maxEpochs ·
   * log(maxEpochs)²} epochs altogether, with the logarithm to the base of the factor. A search that
   * is resumed may have more of them.
   *
   * @param count at least 1, or 0 to go on until no combination is new
   * @throws IllegalArgumentException if it is negative
   */
  public final Hyperband hyperbandIterations(int count) {
    changeable();
    hyperbandIterations = HyperbandSchedule.checkedIterations(count);
    return this;
  }

  /**
   * Makes the search suggest what KerasTuner 1.4.8 suggests in all cases: {@link
   * #likeKerasTuner(boolean)} with true.
   */
  public final Hyperband likeKerasTuner() {
    return likeKerasTuner(true);
  }

  /**
   * Sets whether the search suggests what KerasTuner 1.4.8 suggests in all cases. By default false.
   *
   * <p>As long as no trial fails, new combinations are found and one worker asks, the suggestions
   * are KerasTuner's in any case, for the same seed and the same scores. KerasTuner trains on one
   * model less in each round for each trial that failed, down to none; it ends the search, without
   * training any model on, when it has drawn no new combination twenty-one times; it notes the
   * bracket opened last where several workers keep two of them open; and a resumed search keeps its
   * {@code hyperbandIterations}.
   *
   * @param like whether to do as KerasTuner does
   */
  public final Hyperband likeKerasTuner(boolean like) {
    changeable();
    likeKerasTuner = like;
    return this;
  }

  @Override
  protected Oracle createOracle(OracleOptions options) {
    return new HyperbandOracle(options, maxEpochs, factor, hyperbandIterations, likeKerasTuner);
  }

  @Override
  protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
    Integer epochs = HyperbandNotes.epochs(trial.hyperparameters());
    if (epochs == null) {
      return super.runTrial(trial, options);
    }
    int initialEpoch = HyperbandNotes.initialEpoch(trial.hyperparameters());
    return super.runTrial(trial, () -> options.get().epochs(epochs).initialEpoch(initialEpoch));
  }

  @Override
  void loadEarlier(Trial trial, Model model) {
    String source = HyperbandNotes.source(trial.hyperparameters());
    if (source != null) {
      TrialFolder folder = folder(source);
      folder.build(model);
      folder.loadWeights(model);
    }
  }
}
