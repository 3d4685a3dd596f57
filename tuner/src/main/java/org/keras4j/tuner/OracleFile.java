package org.keras4j.tuner;

import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Saves the state of a search in {@code oracle.json}, and goes on with a saved one. */
final class OracleFile {
  private static final String OBJECTIVE = "objective";
  private static final String DISPLAY = "display";

  private final Oracle oracle;
  private final SearchState state;
  private final boolean leaveOutDamagedTrials;

  OracleFile(Oracle oracle, SearchState state, boolean leaveOutDamagedTrials) {
    this.oracle = oracle;
    this.state = state;
    this.leaveOutDamagedTrials = leaveOutDamagedTrials;
  }

  /** Saves everything but the trials, which are saved as they change. */
  void save() {
    state.store().saveRest(state.ledger());
    state.store().files().saveOracle(content());
  }

  /** What {@link #save} would write now. */
  String text() {
    return Json.write(content());
  }

  private Map<String, @Nullable Object> content() {
    Map<String, @Nullable Object> saved = new LinkedHashMap<>();
    state.space().save(saved);
    state.draws().save(saved);
    saved.put(DISPLAY, state.display().clock().getState());
    saved.put(OBJECTIVE, state.objective().toString());
    SearchKind.save(oracle, saved);
    state.ledger().save(saved);
    state.retries().save(saved);
    state.guesses().save(saved);
    state.tried().save(saved);
    OwnState.save(oracle, saved);
    return saved;
  }

  /**
   * Goes on with the search in the project's folder, as far as the program agrees with it.
   *
   * @param otherwise what else may be done if that is refused
   * @throws IllegalStateException if it is; the oracle is then as it was before, so that it neither
   *     overwrites the search nor takes part of it elsewhere
   */
  void reload(Adoption adoption, String otherwise) {
    ProjectFiles files = state.store().files();
    try {
      JsonObject saved = files.readOracle();
      SearchKind.check(oracle, saved);
      state.store().forgetLeftOut();
      List<Trial> found = files.readTrials(saved.strings("start_order"), this::leaveOutDamaged);
      goOn(saved, found, adoption);
      files.goOnWithWhatWasRead();
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new IllegalStateException(
          "The search in "
              + files.folder()
              + " cannot be resumed: "
              + e.getMessage()
              + ". "
              + otherwise,
          e);
    }
  }

  private void goOn(JsonObject saved, List<Trial> found, Adoption adoption) {
    List<Trial> trials = state.ledger().all();
    Map<String, String> ongoing = state.ledger().ongoing();
    JsonObject before = Json.read(text(), "the oracle before reload");
    try {
      restore(saved, found);
      adoption.adopt(objective(saved), state.space().given());
      // The last, because it is all or nothing.
      reading(() -> state.guesses().load(saved));
    } catch (RuntimeException e) {
      try {
        restore(before, trials);
      } catch (RuntimeException unable) {
        e.addSuppressed(unable);
      }
      ongoing.forEach(this::goOnRunning);
      state.store().forgetUnknown(state.ledger());
      throw e;
    }
  }

  private void goOnRunning(String tunerId, String trialId) {
    state.ledger().begin(tunerId, state.ledger().get(trialId));
    state.retries().remove(trialId);
  }

  private void leaveOutDamaged(String trialId, IllegalStateException damage) {
    if (!leaveOutDamagedTrials) {
      throw damage;
    }
    System.getLogger("org.keras4j.tuner")
        .log(
            System.Logger.Level.WARNING,
            "The search goes on without trial {0}: {1}",
            trialId,
            damage.getMessage());
    state.store().leaveOut(List.of(trialId));
  }

  /** KerasTuner does not save the objective. */
  private String objective(JsonObject saved) {
    return saved.members().containsKey(OBJECTIVE)
        ? saved.string(OBJECTIVE)
        : state.objective().toString();
  }

  private void restore(JsonObject saved, List<Trial> found) {
    TrialLedger ledger = state.ledger();
    TriedValues tried = state.tried();
    reading(
        () -> {
          ledger.load(saved, found, state.store().leftOut());
          state.space().load(saved);
          state.draws().load(saved);
          state.display().clock().setState(saved.object(DISPLAY));
          state.retries().load(saved, ledger::has);
          ledger.unfinished().forEach(trial -> state.retries().add(trial.trialId()));
          tried.load(saved);
          // A trial may have begun without being noted.
          ledger.all().stream()
              .filter(trial -> !tried.knows(trial.trialId()))
              .forEach(trial -> tried.record(trial.trialId(), trial.hyperparameters().values()));
          OwnState.load(oracle, saved);
        });
  }

  private void reading(Runnable part) {
    try {
      part.run();
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalStateException(
          state.store().files().oracleFile()
              + " is damaged: "
              + e.getMessage()
              + ". Put it back from a copy",
          e);
    }
  }
}
