package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.tuner.events.Message;
import org.keras4j.tuner.events.Summaries;

/**
 * What TensorBoard's HParams plugin reads, from its {@code api.proto} and {@code
 * plugin_data.proto}: the experiment with the domains of hyperparameters, and where a session, that
 * is a training, began and ended.
 */
final class HParamsMessages {
  private static final int TEXT = 1;
  private static final int BOOLEAN = 2;
  private static final int NUMBER = 3;

  private static final int TRAINING = 1;
  private static final int VALIDATION = 2;

  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  private HParamsMessages() {}

  private static Message summary(String tag, int field, Message content) {
    return Summaries.ofPlugin("_hparams_/" + tag, "hparams", new Message().message(field, content));
  }

  /** The experiment: hyperparameters and metrics. */
  static Message experiment(
      String title, List<HyperParameter> space, Objective objective, Set<String> logged) {
    Message experiment = new Message().text(6, title);
    Map<String, List<HyperParameter>> byName = new LinkedHashMap<>();
    space.forEach(h -> byName.computeIfAbsent(h.name(), n -> new ArrayList<>()).add(h));
    byName.values().forEach(same -> experiment.message(4, hyperparameter(same)));
    experiment.message(5, metric("", RunNames.SCORE, "score (" + objective.name() + ")", 0));
    for (String name : logged) {
      int kind = RunNames.isValidation(name) ? VALIDATION : TRAINING;
      experiment.message(5, metric(RunNames.group(name), RunNames.tag(name), name, kind));
    }
    return summary("experiment", 2, experiment);
  }

  private static Message metric(String group, String tag, String shown, int kind) {
    Message name = new Message().text(1, group).text(2, tag);
    return new Message().message(1, name).text(3, shown).integer(5, kind);
  }

  /** One declared under several conditions has the domain of them all. */
  private static Message hyperparameter(List<HyperParameter> same) {
    Message info = new Message().text(1, same.get(0).name());
    if (same.stream().allMatch(HParamsMessages::isRange)) {
      double least = same.stream().mapToDouble(h -> bound(h, false)).min().orElseThrow();
      double most = same.stream().mapToDouble(h -> bound(h, true)).max().orElseThrow();
      return info.integer(4, NUMBER).message(6, new Message().number(1, least).number(2, most));
    }
    List<Object> values = same.stream().flatMap(h -> h.values().stream()).distinct().toList();
    Message list = new Message();
    values.forEach(v -> list.message(1, value(v)));
    return info.integer(4, type(values)).message(5, list);
  }

  private static boolean isRange(HyperParameter entry) {
    return entry instanceof FloatHyperParameter || entry instanceof IntHyperParameter;
  }

  private static double bound(HyperParameter entry, boolean upper) {
    if (entry instanceof FloatHyperParameter number) {
      return upper ? number.maxValue() : number.minValue();
    }
    IntHyperParameter number = (IntHyperParameter) entry;
    return upper ? number.maxValue() : number.minValue();
  }

  private static int type(List<Object> values) {
    if (values.stream().allMatch(v -> v instanceof Boolean)) {
      return BOOLEAN;
    }
    return values.stream().allMatch(v -> v instanceof Number) ? NUMBER : TEXT;
  }

  /** A {@code google.protobuf.Value}. */
  private static Message value(Object value) {
    if (value instanceof Boolean flag) {
      return new Message().integer(4, flag ? 1 : 0);
    }
    return value instanceof Number number
        ? new Message().number(2, number.doubleValue())
        : new Message().text(3, value.toString());
  }

  /** The beginning of a training; those of one trial are a group. */
  static Message start(TrialRecord trial, double time) {
    Message start = new Message();
    trial
        .values()
        .forEach(
            (name, value) ->
                start.message(1, new Message().text(1, name).message(2, value(value))));
    return summary("session_start_info", 3, start.text(4, trial.trialId()).number(5, time));
  }

  /** The end of a training. */
  static Message end(TrialRecord trial, double time) {
    int status = trial.status() == TrialStatus.COMPLETED ? SUCCESS : FAILURE;
    return summary("session_end_info", 4, new Message().integer(1, status).number(2, time));
  }

  /** How metrics are called in runs, which is how Keras's TensorBoard callback calls them. */
  static final class RunNames {
    static final String SCORE = "score";
    private static final String PREFIX = "val_";

    private RunNames() {}

    static boolean isValidation(String metric) {
      return metric.startsWith(PREFIX);
    }

    static String group(String metric) {
      return isValidation(metric) ? "validation" : "train";
    }

    static String tag(String metric) {
      return "epoch_" + (isValidation(metric) ? metric.substring(PREFIX.length()) : metric);
    }
  }
}
