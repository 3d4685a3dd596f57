package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.datasets.Digits;
import org.keras4j.datasets.ImageDataset;
import org.keras4j.ndarray.Npz;

/**
 * Runs all sides in turn, each row in a process of its own, several rounds, and prints medians,
 * spreads and ratios.
 *
 * <p>{@code Compare [--python PYTHON] [--rounds N] [--rows a,b,…]}. The images are MNIST from
 * {@code KERAS_HOME}, or generated digits where that is missing.
 */
public final class Compare {

  private final int rounds;
  private final @Nullable List<String> rows;
  private final Path images;
  private final Side ours = Side.java("keras4j", Workload.class);
  private final Side raw = Side.java("raw", RawTensorFlow.class);
  private final @Nullable Side keras;
  private final @Nullable Side keras32;

  private Compare(Map<String, String> options) throws IOException {
    rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
    rows = options.containsKey("rows") ? List.of(options.get("rows").split(",")) : null;
    images = images();
    String python = options.get("python");
    Path script = Path.of(options.getOrDefault("script", "benchmarks/keras_side.py"));
    keras = python == null ? null : Side.python("keras", python, script, 1);
    keras32 = python == null ? null : Side.python("keras32", python, script, 32);
  }

  /** Runs the comparison and prints a Markdown table. */
  public static void main(String[] args) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
    }
    new Compare(options).run();
  }

  private static Path images() throws IOException {
    String home = System.getenv("KERAS_HOME");
    Path base = home == null ? Path.of(System.getProperty("user.home"), ".keras") : Path.of(home);
    Path mnist = base.resolve("datasets").resolve("mnist.npz");
    if (Files.exists(mnist)) {
      return mnist.toAbsolutePath();
    }
    Path generated = Files.createTempFile("digits", ".npz");
    generated.toFile().deleteOnExit();
    ImageDataset d = Digits.loadData(60_000, 10_000, 1);
    Npz.write(
        generated,
        Map.of(
            "x_train",
            d.xTrain(),
            "y_train",
            d.yTrain(),
            "x_test",
            d.xTest(),
            "y_test",
            d.yTest()));
    return generated;
  }

  private boolean wanted(String row) {
    return rows == null || rows.contains(row);
  }

  private void run() throws IOException {
    System.out.println("CPU: " + Machine.describe());
    System.out.println(
        "Java " + Runtime.version() + ", " + rounds + " rounds, median (min–max) of each side");
    System.out.println();
    System.out.println(
        "| row | figure | baseline | Keras4J | ratio | target | plain TF Java | ours : plain |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    training("mlp16", "float32", 4, true);
    training("mlp256", "float32", 2.5, true);
    training("cnn256", "float32", 1.3, true);
    training("cnnaug256", "float32", 1.3, false);
    training("cnn256", "mixed_bfloat16", 1.5, false);
    training("cnnaug256", "mixed_bfloat16", 1.5, false);
    predictions();
  }

  private void training(String name, String policy, double target, boolean withRaw)
      throws IOException {
    boolean half = policy.equals("mixed_bfloat16");
    if (!wanted(half ? name + "_bf16" : name)) {
      return;
    }
    String label = half ? name + " bf16" : name;
    List<Row> table = new ArrayList<>();
    Row steps = new Row(label, "ms_per_step", "keras", target);
    table.add(steps);
    Row against32 = new Row(label + ", float32 Keras", "ms_per_step", "keras", 2.2);
    Row unrolled = new Row(label + ", 32 steps an execution", "ms_per_step", "keras32", 2.5);
    Row startup = new Row("startup", "startup_s", "keras", 2.5);
    Row memory = new Row("memory", "rss_mb", "keras", 1 / .6);
    for (int i = 0; i < rounds; i++) {
      JsonNode mine = ours.run(name, images, policy);
      for (Row r : List.of(steps, against32, unrolled)) {
        r.add("keras4j", mine, "ms_per_step");
      }
      startup.add("keras4j", mine, "startup_s");
      memory.add("keras4j", mine, "rss_mb");
      if (withRaw) {
        steps.add("raw", raw.run(name, images, policy), "ms_per_step");
      }
      if (keras != null && keras32 != null) {
        JsonNode theirs = keras.run(name, images, policy);
        steps.add("keras", theirs, "ms_per_step");
        startup.add("keras", theirs, "startup_s");
        memory.add("keras", theirs, "rss_mb");
        if (half) {
          against32.add("keras", keras.run(name, images, "float32"), "ms_per_step");
        }
        if (name.equals("mlp16")) {
          unrolled.add("keras32", keras32.run(name, images, policy), "ms_per_step");
        }
      }
    }
    if (half) {
      table.add(against32);
    }
    switch (label) {
      case "mlp16" -> table.add(unrolled);
      case "cnn256" -> table.add(startup);
      case "cnnaug256" -> table.add(memory);
      default -> {}
    }
    table.forEach(r -> System.out.println(r.format()));
  }

  private void predictions() throws IOException {
    if (wanted("predict10k")) {
      Row many = new Row("predict10k", "img_per_s", "keras", 1.3);
      for (int i = 0; i < rounds; i++) {
        many.add("keras4j", ours.run("predict10k", images, "float32"), "img_per_s");
        if (keras != null) {
          many.add("keras", keras.run("predict10k", images, "float32"), "img_per_s");
        }
      }
      System.out.println(many.format());
    }
    if (!wanted("predict1")) {
      return;
    }
    Row own = new Row("predict1: predict()", "predict_us_p50", "keras", 50);
    Row byPredict = new Row("predict1: Predictor, predict()", "us_p50", "keras", 200);
    Row byCall = new Row("predict1: Predictor, model(x)", "us_p50", "keras", 40);
    Row byFunction = new Row("predict1: Predictor, tf.function", "us_p50", "keras", 10);
    for (int i = 0; i < rounds; i++) {
      JsonNode mine = ours.run("predict1", images, "float32");
      own.add("keras4j", mine, "predict_us_p50");
      for (Row r : List.of(byPredict, byCall, byFunction)) {
        r.add("keras4j", mine, "predictor_us_p50");
      }
      if (keras != null) {
        JsonNode theirs = keras.run("predict1", images, "float32");
        own.add("keras", theirs, "predict_us_p50");
        byPredict.add("keras", theirs, "predict_us_p50");
        byCall.add("keras", theirs, "call_us_p50");
        byFunction.add("keras", theirs, "tf_function_us_p50");
      }
    }
    List.of(own, byPredict, byCall, byFunction).forEach(r -> System.out.println(r.format()));
  }
}
