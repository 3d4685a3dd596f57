package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.parent;
import static org.keras4j.tuner.Sampling.LOG;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shares of variance that are known beforehand. */
class ImportanceTest {
  private static TrialRecord trial(int id, Map<String, Object> values, @Nullable Double score) {
    TrialStatus status = score == null ? TrialStatus.FAILED : TrialStatus.COMPLETED;
    return new TrialRecord("" + id, status, values, score, 0, null, null, null, false, List.of());
  }

  /** Scores random points of a space. */
  private static Importance importance(
      HyperParameters hp,
      int trials,
      Direction direction,
      ToDoubleFunction<Map<String, Object>> f) {
    Random random = new Random(1);
    List<TrialRecord> all = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (HyperParameter entry : hp.space()) {
        if (SearchSpace.isActive(entry, values)) {
          values.put(entry.name(), entry.probToValue(random.nextDouble()));
        }
      }
      all.add(trial(i, values, f.applyAsDouble(values)));
    }
    return new ImportanceAnalysis(hp.space(), all, direction).importance();
  }

  private static double number(Map<String, Object> values, String name) {
    return ((Number) values.get(name)).doubleValue();
  }

  private static void assertShare(double alone, double together, Importance of, String name) {
    Importance.Share share = of.shares().get(name);
    assertNotNull(share, of.toString());
    assertEquals(alone, share.alone(), 0.08, name + " alone: " + of);
    assertEquals(together, share.together(), 0.08, name + " together: " + of);
  }

  @Test
  void aSumIsDividedByItsVariances() {
    HyperParameters hp = new HyperParameters();
    hp.Float("a", 0, 1);
    hp.Float("b", 1e-4, 1, LOG);
    hp.Float("c", -5, 5);
    // Variances 4/12 and 1/12, as b is uniform on its scale.
    Importance importance =
        importance(
            hp, 300, Direction.MAX, v -> 2 * number(v, "a") + Math.log10(number(v, "b")) / 4);
    assertShare(0.8, 0.8, importance, "a");
    assertShare(0.2, 0.2, importance, "b");
    assertShare(0, 0, importance, "c");
    assertEquals(List.of("a", "b", "c"), List.copyOf(importance.shares().keySet()));
    assertTrue(importance.explained() > 0.9, importance.toString());
    assertNull(importance.problem());
  }

  @Test
  void aProductHasInteractions() {
    HyperParameters hp = new HyperParameters();
    hp.Float("a", -1, 1);
    hp.Float("b", -1, 1);
    hp.Int("c", 1, 100);
    Importance importance =
        importance(hp, 500, Direction.MIN, v -> Math.signum(number(v, "a") * number(v, "b")));
    assertShare(0, 1, importance, "a");
    assertShare(0, 1, importance, "b");
    assertShare(0, 0, importance, "c");
  }

  @Test
  void categoriesHaveNoOrder() {
    HyperParameters hp = new HyperParameters();
    hp.Choice("kind", "p", "q", "r", "s");
    hp.Boolean("flag");
    hp.Choice("size", 16, 32, 64);
    // Variances 4/4 of kind, 1/4 of flag.
    Importance importance =
        importance(
            hp,
            200,
            Direction.MAX,
            v ->
                (Set.of("p", "r").contains(v.get("kind")) ? 2 : 0)
                    + (v.get("flag").equals(true) ? 1 : 0));
    assertShare(0.8, 0.8, importance, "kind");
    assertShare(0.2, 0.2, importance, "flag");
    assertShare(0, 0, importance, "size");
  }

  @Test
  void whatIsInactiveExplainsNothing() {
    HyperParameters hp = new HyperParameters();
    hp.Choice("optimizer", "sgd", "adam");
    hp.conditionalScope("optimizer", List.of("sgd"), () -> hp.Float("momentum", 0, 1));
    hp.conditionalScope("optimizer", List.of("adam"), () -> hp.Float("beta", 0, 1));
    // beta is active in one half and plays no part. Of the others: E[f | sgd] = 1/2, E[f | adam] =
    // 2, so optimizer has 9/16; momentum has 1/48 alone, as much again by interaction.
    Importance importance =
        importance(
            hp,
            400,
            Direction.MIN,
            v -> v.get("optimizer").equals("adam") ? 2 : number(v, "momentum"));
    double variance = 9. / 16 + 1. / 24;
    assertShare(9. / 16 / variance, (9. / 16 + 1. / 48) / variance, importance, "optimizer");
    assertShare(1. / 48 / variance, 1. / 24 / variance, importance, "momentum");
    assertShare(0, 0, importance, "beta");
  }

  @Test
  void aParentIsNotReplacedByTheValuesThatItsChildrenLack() {
    HyperParameters hp = new HyperParameters();
    hp.Boolean("dropout");
    hp.Float("rate", 0, 0.9, parent("dropout", true));
    Importance importance =
        importance(hp, 100, Direction.MAX, v -> v.get("dropout").equals(true) ? 1 : 0);
    assertShare(1, 1, importance, "dropout");
    assertShare(0, 0, importance, "rate");
  }

  @Test
  void aTrainingThatDivergedIsNotAllThereIsToExplain() {
    HyperParameters hp = new HyperParameters();
    hp.Float("a", 0, 1);
    hp.Float("b", 0, 1);
    Importance importance =
        importance(hp, 200, Direction.MIN, v -> number(v, "b") > 0.99 ? 1e9 : number(v, "a"));
    assertTrue(importance.shares().get("a").together() > 0.7, importance.toString());
  }

  @Test
  void tooFewTrialsSaySo() {
    HyperParameters hp = new HyperParameters();
    hp.Float("a", 0, 1);
    Importance few = importance(hp, 9, Direction.MIN, v -> number(v, "a"));
    assertEquals(
        "Too few trials to say: 9 completed with a finite score, at least 10 needed",
        few.problem());
    assertEquals(Map.of(), few.shares());
    Importance same = importance(hp, 30, Direction.MIN, v -> 1);
    assertEquals("All completed trials have the same score", same.problem());
    Importance infinite = importance(hp, 30, Direction.MIN, v -> Double.POSITIVE_INFINITY);
    assertTrue(infinite.problem().startsWith("Too few trials"), infinite.problem());
    Random random = new Random(5);
    Importance noise = importance(hp, 30, Direction.MIN, v -> random.nextGaussian());
    assertTrue(noise.problem().startsWith("Too few trials, or too noisy"), noise.toString());
    assertTrue(noise.explained() <= 0);
    HyperParameters none = new HyperParameters();
    none.Fixed("a", 1);
    assertTrue(importance(none, 30, Direction.MIN, v -> 1).problem().contains("no hyperparameter"));
  }

  @Test
  void itIsTheSameEachTime() {
    HyperParameters hp = new HyperParameters();
    hp.Float("a", 0, 1);
    hp.Float("b", 0, 1);
    assertEquals(
        importance(hp, 30, Direction.MIN, v -> number(v, "a")),
        importance(hp, 30, Direction.MIN, v -> number(v, "a")));
  }
}
