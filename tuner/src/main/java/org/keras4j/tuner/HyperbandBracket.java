package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bracket of Hyperband: rounds, of which each trains the best models of the one before on. */
final class HyperbandBracket {
  /** A trial, and the one whose model it trains on; null in the first round. */
  private record Member(@Nullable String pastId, String id) {}

  private final int number;
  private final List<List<Member>> rounds = new ArrayList<>();

  HyperbandBracket(int number) {
    this.number = number;
    for (int i = 0; i <= number; i++) {
      rounds.add(new ArrayList<>());
    }
  }

  /** The number of halvings. */
  int number() {
    return number;
  }

  int rounds() {
    return rounds.size();
  }

  int size(int round) {
    return rounds.get(round).size();
  }

  /** The ids of the trials of a round. */
  List<String> ids(int round) {
    return rounds.get(round).stream().map(Member::id).toList();
  }

  /** The ids of those trials of a round that the next one does not train on. */
  List<String> unpromoted(int round) {
    Set<String> promoted = new HashSet<>();
    rounds.get(round + 1).forEach(member -> promoted.add(member.pastId()));
    return ids(round).stream().filter(id -> !promoted.contains(id)).toList();
  }

  boolean has(String trialId) {
    return rounds.stream().flatMap(List::stream).anyMatch(m -> m.id().equals(trialId));
  }

  void add(int round, @Nullable String pastId, String id) {
    rounds.get(round).add(new Member(pastId, id));
  }

  Map<String, @Nullable Object> getState() {
    List<Object> all = new ArrayList<>();
    for (List<Member> round : rounds) {
      all.add(round.stream().map(m -> Json.object("past_id", m.pastId(), "id", m.id())).toList());
    }
    return Json.object("bracket_num", number, "rounds", all);
  }

  static HyperbandBracket fromState(JsonObject state) {
    HyperbandBracket bracket = new HyperbandBracket(state.integer("bracket_num"));
    List<Object> saved = state.list("rounds");
    if (saved.size() != bracket.rounds()) {
      throw new IllegalStateException(
          state.origin()
              + ": the bracket "
              + bracket.number
              + " has "
              + saved.size()
              + " rounds, expected "
              + bracket.rounds());
    }
    for (int i = 0; i < saved.size(); i++) {
      JsonObject round = new JsonObject(Json.object("round", saved.get(i)), state.origin());
      for (JsonObject member : round.objects("round")) {
        String past = member.isNull("past_id") ? null : member.string("past_id");
        bracket.add(i, past, member.string("id"));
      }
    }
    return bracket;
  }
}
