package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Fixtures;

class ModelCheckpointTest {

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> savesAndSaysWhatKerasDoes() {
    return Fixtures.tests("checkpoints", this::replay);
  }

  private static Sequential model() {
    Sequential m = Sequential.of(Input.of(1), new Dense(1));
    m.compile(c -> c.optimizer("sgd").loss("mse"));
    return m;
  }

  private static Map<String, Double> values(JsonNode logs) {
    Map<String, Double> values = new LinkedHashMap<>();
    logs.properties().forEach(e -> values.put(e.getKey(), e.getValue().asDouble()));
    return values;
  }

  private void replay(JsonNode c) throws IOException {
    Path folder = Files.createTempDirectory(temporary, "checkpoints");
    ModelCheckpoint callback =
        callback(folder + "/" + c.get("name").asText() + ".weights.npz", c.get("config"));
    StringBuilder printed = new StringBuilder();
    callback.printTo(printed::append);
    try (Sequential model = model()) {
      callback.attach(model, new CallbackParams(0, 1, 1));
      callback.onTrainBegin();
      int epoch = 0;
      for (JsonNode logs : c.get("logs")) {
        callback.onEpochBegin(epoch);
        for (int b = 0; b < c.get("batches").asInt(); b++) {
          callback.onTrainBatchEnd(b, Logs.of(Map.of("loss", logs.get("loss").asDouble())));
        }
        callback.onEpochEnd(epoch++, Logs.of(values(logs)));
      }
    }
    assertEquals(
        c.get("printed").asText(), printed.toString().replace(folder.toString(), "FOLDER"));
    List<String> files = new ArrayList<>();
    c.get("files").forEach(f -> files.add(f.asText()));
    try (Stream<Path> found = Files.walk(folder)) {
      assertEquals(
          files,
          found
              .filter(Files::isRegularFile)
              .map(f -> folder.relativize(f).toString().replace('\\', '/'))
              .sorted()
              .toList());
    }
  }

  private static ModelCheckpoint callback(String path, JsonNode config) {
    ModelCheckpoint callback = new ModelCheckpoint(path).saveWeightsOnly(true).verbose(1);
    config
        .properties()
        .forEach(
            e -> {
              JsonNode v = e.getValue();
              switch (e.getKey()) {
                case "save_best_only" -> callback.saveBestOnly(v.asBoolean());
                case "mode" -> callback.mode(v.asText());
                case "monitor" -> callback.monitor(v.asText());
                case "save_freq" -> callback.saveFreq(v.asInt());
                case "initial_value_threshold" -> callback.initialValueThreshold(v.asDouble());
                default -> throw new IllegalArgumentException(e.getKey());
              }
            });
    return callback;
  }

  @Test
  void savesTheWeightsOfTheBestEpochInAFit() {
    String file = temporary.resolve("best.weights.npz").toString();
    try (Sequential model = model();
        Sequential copy = model()) {
      List<NDArray> best = new ArrayList<>();
      model.fit(
          NDArray.ones(4, 1),
          NDArray.ones(4, 1),
          o ->
              o.epochs(3)
                  .verbose(0)
                  .callbacks(
                      new LambdaCallback()
                          .onEpochEnd(
                              (e, logs) -> {
                                logs.put("score", e == 1 ? 0 : 1);
                                if (e == 1) {
                                  best.addAll(model.getWeights());
                                }
                              }),
                      new ModelCheckpoint(file)
                          .saveWeightsOnly(true)
                          .saveBestOnly(true)
                          .monitor("score")
                          .mode("min")));
      copy.loadWeights(file);
      assertEquals(best, copy.getWeights());
    }
  }

  /** Runs with made-up values, null where the epoch has none, and returns the epochs saved. */
  private List<String> saved(ModelCheckpoint callback, Double... values) throws IOException {
    try (Sequential model = model()) {
      callback.attach(model, new CallbackParams(0, values.length, 1));
      callback.onTrainBegin();
      for (int e = 0; e < values.length; e++) {
        callback.onEpochBegin(e);
        Double v = values[e];
        callback.onEpochEnd(e, Logs.of(v == null ? Map.of() : Map.of("val_loss", v)));
      }
    }
    try (Stream<Path> found = Files.list(temporary)) {
      return found.map(f -> f.getFileName().toString().substring(0, 1)).sorted().toList();
    }
  }

  private ModelCheckpoint best() {
    return new ModelCheckpoint(temporary.resolve("{epoch}.weights.npz").toString())
        .saveWeightsOnly(true)
        .saveBestOnly(true);
  }

  /** In Keras it is the best for ever, and no other epoch is saved. */
  @Test
  void aModelWithNaNIsNotTheBest() throws IOException {
    assertEquals(
        List.of("2", "4"), saved(best(), Double.NaN, 2.0, Double.NaN, 1.0, 3.0, Double.NaN));
  }

  /** In Keras every epoch without validation is saved, whatever it takes the place of. */
  @Test
  void anEpochWithoutValidationIsSavedOnlyUntilThereIsABest() throws IOException {
    assertEquals(List.of("1", "2", "6"), saved(best(), null, 2.0, null, 3.0, null, 1.0, null));
  }

  @Test
  void aThresholdHoldsForAnEpochWithoutValidationToo() throws IOException {
    assertEquals(List.of("4"), saved(best().initialValueThreshold(2), null, 2.5, null, 1.5));
  }

  @Test
  void withoutValidationEveryEpochIsSaved() throws IOException {
    assertEquals(List.of("1", "2", "3"), saved(best(), null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m.h5              | false | must end in .keras
          m.keras           | true  | must end in .weights.h5 or .weights.npz
          m.weights.npz     | false | saveWeightsOnly(true)
          m.weights.h5      | false | saveWeightsOnly(true)
          m.h5              | true  | must end in .weights.h5 or .weights.npz
          {x}.weights.npz   | true  | there is no 'x'; there are [loss, epoch]
          {epoch.weights.npz| true  | a brace stands alone
          {loss:02d}.weights.npz | true | form d needs a whole number
          {loss:g}.weights.npz | true | 'g' is none of the forms
          """)
  void saysWhatIsWrongWithTheFile(String file, boolean weightsOnly, String expected) {
    try (Sequential model = model()) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  model.fit(
                      NDArray.ones(4, 1),
                      NDArray.ones(4, 1),
                      o ->
                          o.verbose(0)
                              .callbacks(
                                  new ModelCheckpoint(temporary.resolve(file).toString())
                                      .saveWeightsOnly(weightsOnly))));
      assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
  }
}
