package org.keras4j;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keras4j.core.Entry;
import org.keras4j.core.KerasObject;

/** Configs with only the arguments that have no default, for each registered class. */
public final class Minimal {

  private static final Map<String, Object> UNITS = Map.of("units", 3);
  private static final Map<String, Object> RATE = Map.of("rate", 0.25);
  private static final Map<String, Object> CONV = Map.of("filters", 2, "kernel_size", 3);
  private static final Map<String, Object> DEPTHWISE = Map.of("kernel_size", 3);
  private static final Map<String, Object> POOL = Map.of("pool_size", 2);
  private static final Map<String, Object> CLASSES = Map.of("num_classes", 3);
  private static final Map<String, Object> SOME =
      Map.of("num_classes", 3, "target_class_ids", List.of(0, 2));
  private static final Map<String, Object> DECAY =
      Map.of("initial_learning_rate", 0.5, "decay_steps", 10);
  private static final Map<String, Object> RATED =
      Map.of("initial_learning_rate", 0.5, "decay_steps", 10, "decay_rate", 0.5);

  private static final Map<String, Object> INPUT =
      Map.of("batch_shape", Arrays.asList(null, 3), "name", "in");
  private static final Map<String, Object> INPUT_OBJECT =
      Map.of("class_name", "InputLayer", "config", INPUT, "name", "in", "inbound_nodes", List.of());

  private static final Map<String, Map<String, Object>> CONFIGS =
      Map.ofEntries(
          entry("Activation", Map.of("activation", "relu")),
          entry("AveragePooling1D", POOL),
          entry("AveragePooling2D", POOL),
          entry("Conv1D", CONV),
          entry("Conv2D", CONV),
          entry("Conv1DTranspose", CONV),
          entry("Conv2DTranspose", CONV),
          entry("SeparableConv1D", CONV),
          entry("SeparableConv2D", CONV),
          entry("DepthwiseConv1D", DEPTHWISE),
          entry("DepthwiseConv2D", DEPTHWISE),
          entry("Dense", UNITS),
          entry("Dropout", RATE),
          entry("Embedding", Map.of("input_dim", 5, "output_dim", 2)),
          entry(
              "Functional",
              Map.of(
                  "layers", List.of(INPUT_OBJECT),
                  "input_layers", List.of("in", 0, 0),
                  "output_layers", List.of("in", 0, 0))),
          entry("GaussianDropout", RATE),
          entry("GaussianNoise", Map.of("stddev", 0.25)),
          entry("InputLayer", INPUT),
          entry("Permute", Map.of("dims", List.of(2, 1))),
          entry("RepeatVector", Map.of("n", 2)),
          entry("Reshape", Map.of("target_shape", List.of(4))),
          entry(
              "Sequential",
              Map.of(
                  "layers", List.of(INPUT_OBJECT, Map.of("class_name", "Dense", "config", UNITS)))),
          entry("SpatialDropout1D", RATE),
          entry("SpatialDropout2D", RATE),
          entry("SpatialDropout3D", RATE),
          entry("IoU", SOME),
          entry("OneHotIoU", SOME),
          entry("MeanIoU", CLASSES),
          entry("OneHotMeanIoU", CLASSES),
          entry("PrecisionAtRecall", Map.of("recall", 0.5)),
          entry("RecallAtPrecision", Map.of("precision", 0.5)),
          entry("SensitivityAtSpecificity", Map.of("specificity", 0.5)),
          entry("SpecificityAtSensitivity", Map.of("sensitivity", 0.5)),
          entry("CosineDecay", DECAY),
          entry("PolynomialDecay", DECAY),
          entry("ExponentialDecay", RATED),
          entry("InverseTimeDecay", RATED),
          entry(
              "CosineDecayRestarts", Map.of("initial_learning_rate", 0.5, "first_decay_steps", 10)),
          entry(
              "CyclicalLearningRate",
              Map.of("initial_learning_rate", 0.5, "maximal_learning_rate", 1.0, "step_size", 5)),
          entry(
              "PiecewiseConstantDecay",
              Map.of("boundaries", List.of(3.0), "values", List.of(0.5, 0.25))));

  private Minimal() {}

  /** Returns the config for a class; empty if all its arguments have defaults. */
  public static Map<String, Object> config(Entry<?> entry) {
    return CONFIGS.getOrDefault(entry.className(), Map.of());
  }

  /** Makes an object of the class with its defaults. */
  public static KerasObject make(Entry<?> entry) {
    return (KerasObject) TestAccess.make(entry, config(entry));
  }
}
