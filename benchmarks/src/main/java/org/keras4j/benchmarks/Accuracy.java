package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trains the network of {@code cnnaug256} from several seeds, here and in Python Keras, and prints
 * the best accuracy in validation and the time of an epoch, validation included: {@code Accuracy
 * PYTHON [IMAGES [EPOCHS [SEEDS [POLICY]]]]}, by default 10,000 images, 12 epochs and 3 seeds.
 * {@code -} for PYTHON leaves Keras out; POLICY, such as {@code mixed_bfloat16}, is tried beside
 * float32 on both sides.
 */
public final class Accuracy {

  /** Whole trainings take longer than the rows of a comparison. */
  private static final long ONE_HOUR = 3600;

  private Accuracy() {}

  /** Runs each training in a process of its own, all sides in turn. */
  public static void main(String[] args) throws IOException {
    String python = args.length > 0 ? args[0] : "-";
    String images = args.length > 1 ? args[1] : "10000";
    String epochs = args.length > 2 ? args[2] : "12";
    int seeds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    String file = Images.file().toString();
    Map<String, Side> sides = new LinkedHashMap<>();
    sides.put("Keras4J", Side.java("Workload"));
    if (!python.equals("-")) {
      sides.put("Keras", Side.python(python, Path.of("benchmarks/keras_side.py"), 1));
    }
    List<String> policies = args.length > 4 ? List.of("float32", args[4]) : List.of("float32");
    Map<String, List<ObjectNode>> results = new LinkedHashMap<>();
    System.out.println("| | seed | best val_accuracy | s/epoch |");
    System.out.println("|---|---|---|---|");
    for (int seed = 1; seed <= seeds; seed++) {
      for (String policy : policies) {
        for (var side : sides.entrySet()) {
          ObjectNode figures =
              side.getValue()
                  .limitedTo(ONE_HOUR)
                  .run("cnnaug_accuracy", file, policy, Integer.toString(seed), images, epochs);
          String label = side.getKey() + ", " + policy;
          results.computeIfAbsent(label, k -> new ArrayList<>()).add(figures);
          line(label, Integer.toString(seed), List.of(figures));
        }
      }
    }
    results.forEach((side, figures) -> line(side, "all", figures));
    System.out.printf(
        "%n%s images, %s epochs, on %s, %s.%n",
        images, epochs, Machine.describe(), Machine.javaVersions());
  }

  private static void line(String side, String seed, List<ObjectNode> figures) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.4f | %.1f |%n",
        side,
        seed,
        figures.stream().mapToDouble(f -> f.path("val_accuracy").asDouble()).average().orElse(0),
        Figures.median(
            figures.stream().mapToDouble(f -> f.path("s_per_epoch").asDouble()).toArray()));
  }
}
