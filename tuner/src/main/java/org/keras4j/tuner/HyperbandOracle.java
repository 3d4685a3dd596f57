package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains many models for a few epochs, the best of them for more, and so on. KerasTuner's {@code
 * HyperbandOracle}.
 *
 * <p>Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband: A Novel Bandit-Based
 * Approach to Hyperparameter Optimization", 2018) runs brackets of successive halving. With {@code
 * R} for {@code maxEpochs} and {@code η} for {@code factor} there are {@code ⌊log_η R⌋ + 1} of
 * them, the one with the most halvings first. Bracket {@code b} has the rounds {@code r} from 0 to
 * {@code b}; round {@code r} has {@code ⌈⌈1 + log_η R⌉ / (b + 1) · η^(b − r)⌉} trials, which are
 * trained up to the epoch {@code ⌈R / η^(b − r)⌉}. Those of the first round have random values,
 * those of the next ones the values and the weights of the best trials of the round before. As soon
 * as more trials of a round have ended than it will lose, the best of them is trained on, while
 * others are still running.
 *
 * <p>Each trial has among its values {@code tuner/epochs} and {@code tuner/initial_epoch}, the
 * epochs from which and up to which it is trained, {@code tuner/bracket} and {@code tuner/round},
 * and from the second round on {@code tuner/trial_id}, the trial whose weights it starts from. A
 * {@link Hyperband} does so; whoever asks without a tuner has to do it.
 *
 * <p>A trial that failed is one of those that its round loses. When no new combination is found any
 * more, the rounds go on with the trials they have, and no bracket is opened. Values given by
 * {@link OracleOptions#enqueue} begin in the first round of a bracket; if all of these are full,
 * they are trained for {@code maxEpochs}. {@link OracleOptions#repeatTrials} has no effect.
 */
public class HyperbandOracle extends Oracle {
  private static final int DEFAULT_MAX_EPOCHS = 100;
  private static final int DEFAULT_FACTOR = 3;

  private final List<HyperbandBracket> brackets = new ArrayList<>();
  private final boolean likeKerasTuner;
  private HyperbandSchedule schedule;
  private int iterations;
  private int currentBracket;
  private int currentIteration;
  // The size of the space when it had no new combination; it may grow.
  private int exhausted = -1;

  /**
   * Creates an oracle with KerasTuner's defaults: at most 100 epochs, a factor of 3, one iteration.
   *
   * @param options what it shall optimise
   */
  public HyperbandOracle(OracleOptions options) {
    this(options, DEFAULT_MAX_EPOCHS, DEFAULT_FACTOR, 1);
  }

  /**
   * Creates an oracle.
   *
   * @param options what it shall optimise
   * @param maxEpochs for how many epochs the best models are trained, at least 1
   * @param factor by how much the number of trials falls and the number of epochs grows from round
   *     to round, at least 2
   * @param hyperbandIterations how often all brackets are run; 0 for no end, until no combination
   *     is new
   * @throws IllegalArgumentException if a number is out of its range
   */
  public HyperbandOracle(
      OracleOptions options, int maxEpochs, int factor, int hyperbandIterations) {
    this(options, maxEpochs, factor, hyperbandIterations, false);
  }

  /**
   * Creates an oracle, perhaps one that does everything as KerasTuner does.
   *
   * @param options what it shall optimise
   * @param maxEpochs for how many epochs the best models are trained, at least 1
   * @param factor by how much the number of trials falls and the number of epochs grows from round
   *     to round, at least 2
   * @param hyperbandIterations how often all brackets are run; 0 for no end, until no combination
   *     is new
   * @param likeKerasTuner whether to suggest what KerasTuner suggests, as {@link
   *     Hyperband#likeKerasTuner(boolean)} says
   * @throws IllegalArgumentException if a number is out of its range
   */
  public HyperbandOracle(
      OracleOptions options,
      int maxEpochs,
      int factor,
      int hyperbandIterations,
      boolean likeKerasTuner) {
    super(options, likeKerasTuner, HyperbandNotes.NAMES);
    this.likeKerasTuner = likeKerasTuner;
    schedule =
        new HyperbandSchedule(
            HyperbandSchedule.checkedMaxEpochs(maxEpochs), HyperbandSchedule.checkedFactor(factor));
    iterations = HyperbandSchedule.checkedIterations(hyperbandIterations);
    currentBracket = schedule.brackets() - 1;
    brackets.add(new HyperbandBracket(currentBracket));
  }

  @Override
  protected Suggestion populateSpace(String trialId) {
    brackets.removeIf(this::isComplete);
    HyperbandResults results = new HyperbandResults(state().ledger().all());
    for (HyperbandBracket bracket : brackets) {
      if (hasRoom(bracket) && !isExhausted()) {
        Suggestion begun = begin(bracket, trialId);
        if (begun != null || likeKerasTuner) {
          return begun == null ? waitOrStop() : begun;
        }
      }
      Suggestion promoted = promote(bracket, trialId, results);
      if (promoted != null) {
        return promoted;
      }
    }
    if (isLastBracket() || isExhausted()) {
      return waitOrStop();
    }
    HyperbandBracket next = openNext();
    Suggestion begun = begin(next, trialId);
    return begun == null ? waitOrStop() : begun;
  }

  private boolean isComplete(HyperbandBracket bracket) {
    int last = bracket.rounds() - 1;
    return bracket.size(last) >= schedule.size(bracket.number(), last);
  }

  private boolean hasRoom(HyperbandBracket bracket) {
    return bracket.size(0) < schedule.size(bracket.number(), 0);
  }

  private boolean isLastBracket() {
    return currentBracket == 0 && iterations > 0 && currentIteration + 1 >= iterations;
  }

  private Suggestion waitOrStop() {
    return ongoingTrialIds().isEmpty() ? Suggestion.stop() : Suggestion.idle();
  }

  private HyperbandBracket openNext() {
    currentBracket--;
    if (currentBracket < 0) {
      currentBracket = schedule.brackets() - 1;
      currentIteration++;
    }
    HyperbandBracket next = new HyperbandBracket(currentBracket);
    brackets.add(next);
    return next;
  }

  // ---- the first round ----

  private boolean isExhausted() {
    return exhausted == state().space().known().space().size();
  }

  private @Nullable Suggestion begin(HyperbandBracket bracket, String trialId) {
    Map<String, Object> values = randomValues();
    if (values == null && !likeKerasTuner) {
      values = untriedValues();
      if (values == null) {
        exhausted = state().space().known().space().size();
      }
    }
    return values == null ? null : begin(bracket, trialId, values);
  }

  private Suggestion begin(HyperbandBracket bracket, String trialId, Map<String, Object> values) {
    int number = bracket.number();
    bracket.add(0, null, trialId);
    return Suggestion.run(HyperbandNotes.begun(values, schedule.epochs(number, 0), label(bracket)));
  }

  /** KerasTuner takes the bracket opened last, also where several workers keep two of them open. */
  private int label(HyperbandBracket bracket) {
    return likeKerasTuner ? currentBracket : bracket.number();
  }

  @Override
  Suggestion guess(String trialId, Map<String, Object> values) {
    for (HyperbandBracket bracket : brackets) {
      if (hasRoom(bracket)) {
        return begin(bracket, trialId, values);
      }
    }
    return Suggestion.run(HyperbandNotes.begun(values, schedule.maxEpochs(), 0));
  }

  // ---- the next rounds ----

  private @Nullable Suggestion promote(
      HyperbandBracket bracket, String trialId, HyperbandResults results) {
    int number = bracket.number();
    int expected = isExhausted() ? bracket.size(0) : schedule.size(number, 0);
    for (int round = 1; round < bracket.rounds(); round++) {
      int size = schedule.size(number, round);
      List<Trial> candidates = results.completed(bracket.unpromoted(round - 1));
      int failed = likeKerasTuner ? 0 : results.failed(bracket.ids(round - 1));
      int past = likeKerasTuner ? schedule.size(number, round - 1) : expected;
      boolean room = likeKerasTuner || bracket.size(round) < size;
      // Those that failed are among those that the round loses.
      if (room && !candidates.isEmpty() && candidates.size() + failed > past - size) {
        Trial best = best(candidates);
        bracket.add(round, best.trialId(), trialId);
        return Suggestion.run(
            HyperbandNotes.promoted(
                best,
                schedule.epochs(number, round),
                schedule.epochs(number, round - 1),
                label(bracket),
                round));
      }
      expected = Math.min(size, expected - failed);
    }
    return null;
  }

  /**
   * Returns whether a trial that goes on with the weights has not ended, or may still be made.
   *
   * @param trialId the trial
   */
  @Override
  protected boolean needsWeights(String trialId) {
    return brackets.stream().anyMatch(bracket -> mayBePromoted(bracket, trialId))
        || state().ledger().unfinished().stream()
            .anyMatch(trial -> trialId.equals(HyperbandNotes.source(trial.hyperparameters())));
  }

  private boolean mayBePromoted(HyperbandBracket bracket, String trialId) {
    for (int round = 1; round < bracket.rounds(); round++) {
      boolean room = bracket.size(round) < schedule.size(bracket.number(), round);
      if (room && bracket.unpromoted(round - 1).contains(trialId)) {
        return true;
      }
    }
    return false;
  }

  /** The first of the best ones. */
  private Trial best(List<Trial> candidates) {
    Comparator<Trial> byScore =
        Comparator.comparingDouble(trial -> Objects.requireNonNull(trial.score()));
    boolean least = objective().direction() == Direction.MIN;
    return candidates.stream().min(least ? byScore : byScore.reversed()).orElseThrow();
  }

  @Override
  boolean countsLikeKerasTuner() {
    return likeKerasTuner;
  }

  @Override
  boolean repeats() {
    return false;
  }

  // ---- files ----

  @Override
  protected void saveState(Map<String, @Nullable Object> state) {
    state.put(
        "hyperband_iterations",
        iterations == 0 ? (Object) Double.POSITIVE_INFINITY : (Object) iterations);
    state.put("max_epochs", schedule.maxEpochs());
    state.put("min_epochs", 1);
    state.put("factor", schedule.factor());
    state.put("brackets", brackets.stream().map(HyperbandBracket::getState).toList());
    state.put("current_bracket", currentBracket);
    state.put("current_iteration", currentIteration);
    state.put("exhausted", exhausted);
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    JsonObject saved = new JsonObject(state, "oracle.json");
    HyperbandSchedule begun =
        new HyperbandSchedule(
            HyperbandSchedule.checkedMaxEpochs(saved.integer("max_epochs")),
            HyperbandSchedule.checkedFactor(saved.integer("factor")));
    if (!begun.equals(schedule)) {
      System.getLogger("org.keras4j.tuner")
          .log(
              System.Logger.Level.WARNING,
              "The search was begun with maxEpochs {0} and factor {1} and goes on with them",
              String.valueOf(begun.maxEpochs()),
              String.valueOf(begun.factor()));
      schedule = begun;
    }
    if (likeKerasTuner) {
      double count = saved.number("hyperband_iterations");
      iterations = Double.isInfinite(count) ? 0 : (int) count;
    }
    currentBracket = saved.integer("current_bracket");
    currentIteration = saved.integer("current_iteration");
    exhausted = saved.members().containsKey("exhausted") ? saved.integer("exhausted") : -1;
    brackets.clear();
    saved.objects("brackets").forEach(b -> brackets.add(HyperbandBracket.fromState(b)));
    state().ledger().all().stream()
        .filter(t -> t.status() == TrialStatus.RUNNING)
        .forEach(this::takeIn);
  }

  /** Finds the place of a trial that had begun when the search was killed, but was not noted. */
  private void takeIn(Trial trial) {
    HyperParameters hp = trial.hyperparameters();
    Integer number = HyperbandNotes.bracket(hp);
    Integer round = HyperbandNotes.round(hp);
    String source = HyperbandNotes.source(hp);
    if (number == null
        || round == null
        || brackets.stream().anyMatch(bracket -> bracket.has(trial.trialId()))) {
      return;
    }
    for (HyperbandBracket bracket : brackets) {
      boolean fits =
          round == 0
              ? bracket.number() == number && hasRoom(bracket)
              : round < bracket.rounds() && bracket.ids(round - 1).contains(source);
      if (fits) {
        bracket.add(round, source, trial.trialId());
        return;
      }
    }
    int following = currentBracket == 0 ? schedule.brackets() - 1 : currentBracket - 1;
    if (round == 0 && number == following && !isLastBracket()) {
      openNext().add(0, null, trial.trialId());
    }
  }
}
