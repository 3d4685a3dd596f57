package org.keras4j.tuner;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers when every combination was tried: to repeat one, to wait for scores, or to stop. */
final class AllTried {
  private final SearchState state;
  private @Nullable Boolean repeating;

  AllTried(SearchState state) {
    this.state = state;
  }

  /**
   * @param repeats whether the trials left repeat what was tried
   */
  Suggestion answer(boolean repeats) {
    Repetitions repetitions = new Repetitions(state.ledger().all());
    Integer left = state.remainingTrials();
    Map<String, Object> again =
        repeats && left != null ? repetitions.next(state.objective().direction()) : null;
    if (again == null && repeats && left != null && !state.ledger().ongoingIds().isEmpty()) {
      return Suggestion.idle();
    }
    // Once for all workers.
    if (!Boolean.valueOf(again != null).equals(repeating)) {
      repeating = again != null;
      state.display().line("\n" + repetitions.announcement(left, again != null));
    }
    return again == null ? Suggestion.stop() : Suggestion.run(again);
  }
}
