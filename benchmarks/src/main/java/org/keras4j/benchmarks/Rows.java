package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The rows of the comparison, with the targets we set ourselves. */
final class Rows {

  private static final String F32 = "float32";
  private static final String BF16 = "mixed_bfloat16";

  private Rows() {}

  static List<Row> keras() {
    List<Row> rows = new ArrayList<>();
    rows.add(training("mlp16", "keras", 4));
    rows.add(training("mlp16", "keras32", 2.5));
    rows.add(training("mlp256", "keras", 2.5));
    rows.add(training("cnn256", "keras", 1.3));
    rows.add(training("cnnaug256", "keras", 1.3));
    for (String w : List.of("cnn256", "cnnaug256")) {
      rows.add(half(w, F32, 2.2));
      rows.add(half(w, BF16, 1.5));
    }
    rows.add(predictOne("keras", "predict_us", "predict_us", 50, "`predict` : `predict()`"));
    rows.add(predictOne("keras", "predictor_us", "predict_us", 200, "`Predictor` : `predict()`"));
    rows.add(predictOne("keras", "predictor_us", "call_us", 40, "`Predictor` : `model(x)`"));
    rows.add(predictOne("keras", "predictor_us", "function_us", 10, "`Predictor` : `tf.function`"));
    rows.add(row("predict10k", "predict10k", "images/s", "img_per_s", 1.3));
    rows.add(row("startup", "startup", "s", "startup_s", 2.5));
    rows.add(row("memory", "cnnaug256", "MB", "peak_mb", 1 / .6));
    return rows;
  }

  static List<Row> djl() {
    List<Row> rows = new ArrayList<>();
    for (String w : List.of("mlp16", "mlp256", "cnn256")) {
      rows.add(training(w, "djl", 0));
    }
    rows.add(predictOne("djl", "predictor_us", "predictor_us", 0, "`Predictor` : `Predictor`"));
    return rows;
  }

  private static Row training(String workload, String against, double target) {
    Job ours = new Job("keras4j", workload, F32);
    String label = workload + (against.equals("keras32") ? ", 32 steps an execution" : "");
    return new Row(
        workload,
        label,
        "ms/step",
        ours,
        "ms_per_step",
        ours.on(against),
        "ms_per_step",
        target,
        true);
  }

  private static Row half(String workload, String theirPolicy, double target) {
    return new Row(
        workload + "_bf16",
        workload + " bf16 : " + theirPolicy,
        "ms/step",
        new Job("keras4j", workload, BF16),
        "ms_per_step",
        new Job("keras", workload, theirPolicy),
        "ms_per_step",
        target,
        true);
  }

  private static Row predictOne(
      String against, String ours, String theirs, double target, String label) {
    Job job = new Job("keras4j", "predict1", F32);
    return new Row(
        "predict1", "predict1, " + label, "µs", job, ours, job.on(against), theirs, target, false);
  }

  private static Row row(String name, String workload, String unit, String figure, double target) {
    Job ours = new Job("keras4j", workload, F32);
    String label = name.equals(workload) ? name : name + ", " + workload;
    return new Row(name, label, unit, ours, figure, ours.on("keras"), figure, target, false);
  }
}
