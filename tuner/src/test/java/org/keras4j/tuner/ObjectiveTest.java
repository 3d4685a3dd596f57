package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "acc",
        "accuracy",
        "val_accuracy",
        "weighted_accuracy",
        "val_weighted_acc",
        "AUC",
        "auc",
        "val_precision",
        "recall",
        "SparseTopKCategoricalAccuracy",
        "sparse_top_k_categorical_accuracy",
        "top_k_categorical_accuracy",
        "true_positives",
        "val_binary_accuracy",
        "F1Score",
        "val_f1_score",
        "fbeta_score",
        "val_r2_score",
        "cosine_similarity",
        "binary_io_u",
        "mean_io_u",
        "val_pearson_correlation",
        "precision_at_recall"
      })
  void theseAreMaximised(String metric) {
    assertEquals(Direction.MAX, Objective.of(metric).direction());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss",
        "val_loss",
        "mse",
        "MSE",
        "mean_squared_error",
        "false_positives",
        "ce",
        "crossentropy",
        "val_root_mean_squared_error",
        "kl_divergence",
        "LogCosh"
      })
  void theseAreMinimised(String metric) {
    assertEquals(Direction.MIN, Objective.of(metric).direction());
  }

  @ParameterizedTest
  @ValueSource(strings = {"f1", "lr", "foo", "val_my_metric", "mean", "sum"})
  void unknownMetricsNeedADirection(String metric) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Objective.of(metric)).getMessage();
    assertTrue(message.contains("new Objective(\"" + metric + "\""), message);
  }

  @Test
  void directionsOfKerasTunerCanBeHad() {
    assertEquals(Direction.MIN, Objective.of("val_f1_score").likeKerasTuner().direction());
    assertEquals(Direction.MAX, Objective.of("val_accuracy").likeKerasTuner().direction());
    assertEquals(Direction.MAX, new Objective("f1_score", "max").likeKerasTuner().direction());
  }

  @Test
  void severalObjectivesAreSummed() {
    Objective both = Objective.multi(List.of(Objective.of("loss"), Objective.of("val_accuracy")));
    assertEquals(1.5 - 0.25, both.getValue(Map.of("loss", 1.5, "val_accuracy", 0.25, "x", 9.0)));
    assertTrue(both.hasValue(Map.of("loss", 1.5, "val_accuracy", 0.25)));
    assertFalse(both.hasValue(Map.of("loss", 1.5)));
    assertEquals(
        "MultiObjective(name=\"multi_objective\", direction=\"min\"): [Objective(name=\"loss\","
            + " direction=\"min\"), Objective(name=\"val_accuracy\", direction=\"max\")]",
        both.toString());
    assertThrows(IllegalArgumentException.class, () -> Objective.multi(List.of()));
  }

  @Test
  void aMissingMetricIsNamed() {
    Objective objective = new Objective("val_loss", "min");
    String message =
        assertThrows(IllegalArgumentException.class, () -> objective.getValue(Map.of("loss", 1.0)))
            .getMessage();
    assertTrue(message.contains("val_loss") && message.contains("[loss]"), message);
  }

  @Test
  void equalityIsByNameAndDirection() {
    assertEquals(Objective.of("loss"), new Objective("loss", Direction.MIN));
    assertNotEquals(Objective.of("loss"), new Objective("loss", Direction.MAX));
    assertNotEquals(Objective.of("loss"), Objective.multi(List.of(Objective.of("loss"))));
    assertThrows(IllegalArgumentException.class, () -> new Objective("loss", "down"));
  }
}
