package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.ndarray.Shape;

/**
 * Trains, saves and goes on: a model that takes the file goes on alike. The files stay for
 * parity/weights_h5.py, which lets Keras do the same.
 */
class WeightsForKerasTest {

  private static final Path FOLDER = Path.of("target", "weights-for-keras");

  private static final List<String> OPTIMIZERS =
      List.of(
          "sgd",
          "rmsprop",
          "adam",
          "adamw",
          "adadelta",
          "adagrad",
          "adamax",
          "adafactor",
          "nadam",
          "ftrl",
          "lion",
          "muon",
          "schedulefreeadamw");

  static Stream<String> cases() {
    return Stream.concat(
        Stream.of("mlp", "cnn", "separable", "embedding", "nested", "text"),
        OPTIMIZERS.stream().map(o -> "mlp-" + o));
  }

  private static Model model(String name) {
    return switch (name) {
      case "cnn" ->
          Sequential.of(
              Input.of(6, 6, 2),
              new Conv2D(2, 3),
              new BatchNormalization(),
              new Flatten(),
              new Dense(2));
      case "separable" ->
          Sequential.of(Input.of(6, 6, 2), new SeparableConv2D(3, 2), new Flatten(), new Dense(2));
      case "embedding" ->
          Sequential.of(
              Input.of(5), new Embedding(7, 4), new GlobalAveragePooling1D(), new Dense(2));
      case "nested", "text" -> WeightsOfKerasTest.model(name);
      default -> Sequential.of(Input.of(4), new Dense(5).activation("tanh"), new Dense(2));
    };
  }

  private static List<NDArray> inputs(String name) {
    return switch (name) {
      case "cnn", "separable" -> WeightsOfKerasTest.inputs("convolutional");
      case "nested", "text" -> WeightsOfKerasTest.inputs(name);
      case "embedding" -> WeightsOfKerasTest.inputs("text");
      default -> List.of(WeightsOfKerasTest.ramp(6, 4));
    };
  }

  private static Model compiled(String name) {
    int dash = name.indexOf('-');
    // The bias in front of a batch normalization has no gradient, and Adam makes steps of rounding.
    String usual = name.equals("cnn") ? "sgd" : "adam";
    Model m = model(name);
    m.compile(c -> c.optimizer(dash < 0 ? usual : name.substring(dash + 1)).loss("mse"));
    return m;
  }

  private static void fit(Model m, List<NDArray> x) {
    Shape out = m.outputShape();
    long[] shape = out.asArray();
    shape[0] = x.get(0).length();
    m.fit(x, List.of(NDArray.ones(shape)), o -> o.verbose(0).epochs(2).batchSize(1).shuffle(false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesOnAsIfNotInterrupted(String name) throws IOException {
    Path file = FOLDER.resolve(name + "-2.weights.h5");
    List<NDArray> x = inputs(name);
    try (Model m = compiled(name);
        Model other = compiled(name)) {
      fit(m, x);
      m.saveWeights(file);
      Map<String, NDArray> outputs = new LinkedHashMap<>();
      outputs.put("outputs", m.predict(x, o -> o.verbose(0)).get(0));
      Npz.write(FOLDER.resolve(name + ".npz"), outputs);
      fit(other, x);
      other.loadWeights(file);
      fit(m, x);
      fit(other, x);
      for (int i = 0; i < m.getWeights().size(); i++) {
        assertEquals(m.getWeights().get(i), other.getWeights().get(i));
      }
      m.saveWeights(FOLDER.resolve(name + "-4.weights.h5"));
    }
  }
}
