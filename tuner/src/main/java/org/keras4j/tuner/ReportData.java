package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the page of a search is drawn from, as a JSON object. */
final class ReportData {
  private final List<String> messages = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private ReportData() {}

  static Map<String, @Nullable Object> of(
      String title,
      Objective objective,
      List<HyperParameter> space,
      List<TrialRecord> trials,
      Importance importance) {
    ReportData data = new ReportData();
    List<Map<String, @Nullable Object>> rows = trials.stream().map(data::trial).toList();
    return Json.object(
        "title", title,
        "objective", objective.name(),
        "direction", objective.direction().key(),
        "objective_metrics", objective.metricNames(),
        "hyperparameters", space.stream().map(ReportData::hyperparameter).toList(),
        "importance", importance(importance),
        "messages", data.messages,
        "trials", rows);
  }

  private static Map<String, @Nullable Object> importance(Importance importance) {
    List<Map<String, @Nullable Object>> shares = new ArrayList<>();
    importance
        .shares()
        .forEach(
            (name, share) ->
                shares.add(
                    Json.object(
                        "name", name, "alone", share.alone(), "together", share.together())));
    return Json.object(
        "shares", shares,
        "explained", importance.explained(),
        "trials", importance.trials(),
        "problem", importance.problem());
  }

  private static Map<String, @Nullable Object> hyperparameter(HyperParameter entry) {
    Map<String, @Nullable Object> tree =
        Json.object(
            "name", entry.name(),
            "kind", entry.className(),
            "conditions",
                entry.conditions().stream()
                    .map(c -> Json.object("name", c.name(), "values", c.values()))
                    .toList());
    if (entry instanceof FloatHyperParameter number) {
      range(tree, number.sampling(), number.minValue(), number.maxValue());
    } else if (entry instanceof IntHyperParameter number) {
      range(tree, number.sampling(), number.minValue(), number.maxValue());
    } else {
      tree.put("scale", "category");
      tree.put("values", entry.values());
    }
    return tree;
  }

  private static void range(
      Map<String, @Nullable Object> tree, Sampling sampling, Number min, Number max) {
    tree.put("scale", sampling.key());
    tree.put("min", min);
    tree.put("max", max);
  }

  /** The record's own tree, so that nothing is forgotten; its epochs by metric, each trace once. */
  private Map<String, @Nullable Object> trial(TrialRecord trial) {
    Map<String, @Nullable Object> tree = trial.toTree();
    String message = trial.message();
    if (message != null) {
      tree.put("message", numbers.computeIfAbsent(message, this::add));
    }
    tree.put("executions", trial.executions().stream().map(ReportData::execution).toList());
    return tree;
  }

  private int add(String message) {
    messages.add(message);
    return messages.size() - 1;
  }

  private static Map<String, @Nullable Object> execution(List<EpochRecord> epochs) {
    Set<String> names = new LinkedHashSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.logs().keySet()));
    Map<String, @Nullable Object> logs = new LinkedHashMap<>();
    for (String name : names) {
      List<@Nullable Double> column = new ArrayList<>();
      epochs.forEach(epoch -> column.add(epoch.logs().get(name)));
      logs.put(name, column);
    }
    return Json.object("epochs", epochs.stream().map(EpochRecord::epoch).toList(), "logs", logs);
  }
}
