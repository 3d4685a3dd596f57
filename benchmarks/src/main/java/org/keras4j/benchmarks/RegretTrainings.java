package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.datasets.Digits;
import org.keras4j.datasets.ImageDataset;
import org.keras4j.layers.AveragePooling2D;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.RMSprop;
import org.keras4j.optimizers.SGD;
import org.keras4j.regularizers.L2;
import org.keras4j.utils.Utils;

/**
 * Trains a small network on generated digits with every combination of some hyperparameters and
 * writes the table that {@link Regret} searches: {@code RegretTrainings dense} or {@code
 * RegretTrainings conv}. The score is the share of wrong digits in validation, in percent, in the
 * best of three epochs, the mean of two seeds. Takes about ten minutes.
 */
public final class RegretTrainings {
  private static final int TRAIN = 1000;
  private static final int VALIDATION = 500;
  private static final int EPOCHS = 3;
  private static final int SEEDS = 2;
  private static final double PERCENT = 100;

  private static final ImageDataset DIGITS = Digits.loadData(TRAIN, VALIDATION, 5);
  private static final NDArray X = images(DIGITS.xTrain());
  private static final NDArray Y = Utils.toCategorical(DIGITS.yTrain(), 10);
  private static final NDArray X_VAL = images(DIGITS.xTest());
  private static final NDArray Y_VAL = Utils.toCategorical(DIGITS.yTest(), 10);

  private final Map<String, List<Object>> space = new LinkedHashMap<>();

  private RegretTrainings(String title) {
    space.put("lr", List.of(1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2));
    if (title.equals("dense")) {
      space.put("units", List.of(8., 16., 32., 64.));
      space.put("layers", List.of(1., 2., 3.));
      space.put("activation", List.of("relu", "tanh", "sigmoid"));
      space.put("optimizer", List.of("sgd", "adam", "rmsprop"));
      space.put("dropout", List.of(0., .2, .5));
    } else {
      space.put("filters", List.of(4., 8., 16.));
      space.put("kernel", List.of(3., 5.));
      space.put("pooling", List.of("max", "average"));
      space.put("optimizer", List.of("sgd", "adam", "rmsprop"));
      space.put("batch", List.of(16., 32., 64.));
      space.put("l2", List.of(0., 1e-4, 1e-2));
    }
  }

  private static NDArray images(NDArray pixels) {
    return pixels.asType(DType.FLOAT32).expandDims(-1);
  }

  /** Trains, and prints how far it is. */
  public static void main(String[] args) throws IOException {
    String title = args.length == 1 ? args[0] : "";
    if (!title.equals("dense") && !title.equals("conv")) {
      throw new IllegalArgumentException("Which network: dense or conv?");
    }
    new RegretTrainings(title).run(TrainingTable.file(title));
  }

  private void run(Path file) throws IOException {
    List<Map<String, Object>> combinations = List.of(Map.of());
    for (var parameter : space.entrySet()) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> values : combinations) {
        for (Object value : parameter.getValue()) {
          Map<String, Object> more = new LinkedHashMap<>(values);
          more.put(parameter.getKey(), value);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    List<Double> scores = new ArrayList<>();
    for (Map<String, Object> values : combinations) {
      scores.add(score(values));
      if (scores.size() % 100 == 0) {
        System.err.println(scores.size() + " of " + combinations.size());
      }
    }
    List<Map<String, Object>> parameters = new ArrayList<>();
    space.forEach((name, values) -> parameters.add(Map.of("name", name, "values", values)));
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("parameters", parameters);
    table.put("scores", scores);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, new ObjectMapper().writeValueAsString(table) + "\n");
  }

  private static double score(Map<String, Object> values) {
    double wrong = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Keras.clearSession();
      Keras.setRandomSeed(seed);
      try (Sequential model = values.containsKey("units") ? dense(values) : conv(values)) {
        model.compile(
            c ->
                c.optimizer(optimizer(values))
                    .loss("categorical_crossentropy")
                    .metrics("accuracy"));
        int batch = values.containsKey("batch") ? whole(values, "batch") : 32;
        List<Double> accuracy =
            model
                .fit(
                    X,
                    Y,
                    o -> o.epochs(EPOCHS).batchSize(batch).verbose(0).validationData(X_VAL, Y_VAL))
                .get("val_accuracy");
        wrong += 1 - accuracy.stream().mapToDouble(v -> v).max().orElse(0);
      }
    }
    return Math.round(wrong / SEEDS * PERCENT * 1000) / 1000.;
  }

  private static Sequential dense(Map<String, Object> values) {
    Sequential m = Sequential.of(Input.of(28, 28, 1), new Rescaling(1. / 255), new Flatten());
    for (int i = 0; i < whole(values, "layers"); i++) {
      m.add(new Dense(whole(values, "units")).activation(text(values, "activation")));
      m.add(new Dropout(number(values, "dropout")));
    }
    m.add(new Dense(10).activation("softmax"));
    return m;
  }

  private static Sequential conv(Map<String, Object> values) {
    int kernel = whole(values, "kernel");
    L2 decay = new L2(number(values, "l2"));
    Sequential m = Sequential.of(Input.of(28, 28, 1), new Rescaling(1. / 255));
    m.add(
        new Conv2D(whole(values, "filters"), kernel, kernel)
            .strides(2)
            .activation("relu")
            .kernelRegularizer(decay));
    m.add(
        text(values, "pooling").equals("max")
            ? new MaxPooling2D(2, 2)
            : new AveragePooling2D(2, 2));
    m.add(new Flatten());
    m.add(new Dense(32).activation("relu").kernelRegularizer(decay));
    m.add(new Dense(10).activation("softmax"));
    return m;
  }

  private static Optimizer optimizer(Map<String, Object> values) {
    double rate = number(values, "lr");
    return switch (text(values, "optimizer")) {
      case "sgd" -> new SGD(rate).momentum(.9);
      case "adam" -> new Adam(rate);
      default -> new RMSprop(rate);
    };
  }

  private static double number(Map<String, Object> values, String name) {
    return (Double) Objects.requireNonNull(values.get(name), name);
  }

  private static String text(Map<String, Object> values, String name) {
    return (String) Objects.requireNonNull(values.get(name), name);
  }

  private static int whole(Map<String, Object> values, String name) {
    return (int) number(values, name);
  }
}
