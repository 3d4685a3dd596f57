package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrunersTest {
  /** The pruner's decisions are Optuna's, in searches where each changes what the next sees. */
  @Test
  void trialsReachTheEpochsTheyReachInOptuna() {
    List<String> wrong = new ArrayList<>();
    int stopped = 0;
    Pruner pruner = new MedianPruner();
    Direction direction = Direction.MIN;
    List<LearningCurve> trials = new ArrayList<>();
    for (String line : Resources.text("pruners.txt").lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("median") || words[0].equals("halving")) {
        pruner = pruner(words);
        direction = words[4].equals("minimize") ? Direction.MIN : Direction.MAX;
        trials = new ArrayList<>();
        continue;
      }
      double[] values =
          Arrays.stream(words, 0, words.length - 1)
              .mapToDouble(word -> word.equals("nan") ? Double.NaN : Double.parseDouble(word))
              .toArray();
      String expected = words[words.length - 1];
      int reached = reached(pruner, values, trials, direction);
      String got = reached == values.length ? "-" : Integer.toString(reached);
      if (!got.equals(expected)) {
        wrong.add(line + " but " + got);
      }
      stopped += expected.equals("-") ? 0 : 1;
      trials.add(curve("t" + trials.size(), reached == values.length, values, reached));
    }
    assertEquals(List.of(), wrong);
    assertTrue(stopped > 300, "stopped " + stopped);
  }

  private static Pruner pruner(String[] words) {
    int[] settings = Arrays.stream(words, 1, 4).mapToInt(Integer::parseInt).toArray();
    return words[0].equals("median")
        ? new MedianPruner().startupTrials(settings[0]).warmupEpochs(settings[1])
        : new SuccessiveHalvingPruner()
            .minEpochs(settings[0])
            .reductionFactor(settings[1])
            .minEarlyStoppingRate(settings[2]);
  }

  private static int reached(
      Pruner pruner, double[] values, List<LearningCurve> others, Direction direction) {
    for (int epochs = 1; epochs < values.length; epochs++) {
      if (pruner.prune(curve("now", false, values, epochs), others, direction)) {
        return epochs;
      }
    }
    return values.length;
  }

  private static LearningCurve curve(String id, boolean finished, double[] values, int epochs) {
    TreeMap<Integer, Double> map = new TreeMap<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      map.put(epoch, values[epoch]);
    }
    return new LearningCurve(id, finished, map);
  }

  @Test
  void executionsOfATrialAreOneTrialForTheStart() {
    Pruner pruner = new MedianPruner().startupTrials(2);
    LearningCurve bad = curve("c", false, new double[] {9}, 1);
    List<LearningCurve> twice =
        List.of(curve("a", true, new double[] {1, 1}, 2), curve("a", true, new double[] {2, 1}, 2));
    assertFalse(pruner.prune(bad, twice, Direction.MIN));
    List<LearningCurve> two =
        List.of(twice.get(0), twice.get(1), curve("b", true, new double[] {3, 1}, 2));
    assertTrue(pruner.prune(bad, two, Direction.MIN));
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new SuccessiveHalvingPruner().reductionFactor(1))
            .getMessage();
    assertEquals("reductionFactor must be at least 2; received 1", message);
    assertThrows(IllegalArgumentException.class, () -> new SuccessiveHalvingPruner().minEpochs(0));
    assertThrows(IllegalArgumentException.class, () -> new MedianPruner().startupTrials(-1));
    assertThrows(IllegalArgumentException.class, () -> new MedianPruner().warmupEpochs(-1));
  }

  @Test
  void curvesCannotBeChanged() {
    TreeMap<Integer, Double> values = new TreeMap<>(Map.of(0, 1.));
    LearningCurve curve = new LearningCurve("a", true, values);
    values.put(1, 2.);
    assertEquals(Map.of(0, 1.), curve.values());
    assertThrows(UnsupportedOperationException.class, () -> curve.values().put(2, 3.));
  }
}
