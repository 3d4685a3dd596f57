package org.keras4j.callbacks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/**
 * Takes a callback through epochs with made-up figures, as {@code fit} would; nothing is computed.
 * The one weight of the model is set to the number of the epoch.
 */
final class CallbackDriver {

  final StringBuilder printed = new StringBuilder();
  final List<Double> rates = new ArrayList<>();
  final List<Map<String, Double>> logs = new ArrayList<>();
  @Nullable Integer stopped;
  double weight;

  static double number(JsonNode node) {
    return switch (node.asText()) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> node.asDouble();
    };
  }

  /** Runs with one figure. */
  static CallbackDriver run(Callback callback, String name, double... values) {
    List<Map<String, Double>> all = new ArrayList<>();
    for (double v : values) {
      all.add(Map.of(name, v));
    }
    return run(callback, all);
  }

  /** Runs as many epochs as there are figures, unless the callback stops earlier. */
  static CallbackDriver run(Callback callback, List<Map<String, Double>> figures) {
    CallbackDriver driver = new CallbackDriver();
    try (Sequential model = new Sequential()) {
      model.add(Input.of(1)).add(new Dense(1).useBias(false));
      model.compile(c -> c.optimizer(new Adam(1.0)).loss("categorical_crossentropy"));
      callback.printTo(driver.printed::append);
      callback.attach(model, new CallbackParams(0, figures.size(), 1));
      callback.onTrainBegin();
      for (int e = 0; e < figures.size(); e++) {
        callback.onEpochBegin(e);
        model.setWeights(List.of(NDArray.wrap(new float[] {e}, 1, 1)));
        Logs logs = Logs.of(figures.get(e));
        callback.onEpochEnd(e, logs);
        driver.rates.add(model.optimizer().learningRate());
        driver.logs.add(new LinkedHashMap<>(logs.asMap()));
        if (model.stopTraining()) {
          driver.stopped = e;
          break;
        }
      }
      callback.onTrainEnd(Logs.of(Map.of()));
      driver.weight = model.getWeights().get(0).getFloat(0, 0);
    }
    return driver;
  }
}
