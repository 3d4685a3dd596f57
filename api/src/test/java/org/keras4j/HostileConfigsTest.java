package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.damage.DamagedJson;
import org.keras4j.internal.Json;
import org.keras4j.layers.Add;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layers;
import org.keras4j.parity.Fixtures;

/**
 * Files that come from strangers: what cannot be made is refused, naming the layer and a way out.
 */
class HostileConfigsTest {

  private static String functional() {
    KerasTensor in = Input.of(4).name("in");
    KerasTensor one = new Dense(4).name("one").apply(in);
    try (Model model = new Model(in, new Add().name("sum").apply(in, one)).name("m")) {
      return model.toJson();
    }
  }

  private static String sequential() {
    try (var model = Sequential.of(Input.of(4), new Dense(2).name("one")).name("s")) {
      model.compile(c -> c.loss("mse").optimizer("adam").metrics("mae"));
      return model.toJson();
    }
  }

  private static Arguments functional(String from, String to, String... parts) {
    return Arguments.of(functional(), from, to, List.of(parts));
  }

  private static Arguments sequential(String from, String to, String... parts) {
    return Arguments.of(sequential(), from, to, List.of(parts));
  }

  static Stream<Arguments> changes() {
    String dense = "\"module\": \"keras.layers\", \"class_name\": \"Dense\"";
    String lambda = "{\"class_name\": \"__lambda__\", \"config\": {\"value\": [\"4wAAAA\", null]}}";
    return Stream.of(
        // code
        sequential("\"linear\"", lambda, "'one' (Dense)", "Python lambda", "never run"),
        sequential("\"Dense\"", "\"Lambda\"", "'one' (Lambda)", "Python function", "register"),
        sequential("\"mse\"", lambda, "'loss'", "Python lambda"),
        sequential(
            "\"keras.layers\", \"class_name\": \"Dense\"",
            "\"os\", \"class_name\": \"system\"",
            "'one' (system)",
            "module 'os'",
            "Keras.register"),
        // classes
        sequential("\"Dense\"", "\"Dence\"", "'one' (Dence)", "Did you mean 'Dense'"),
        sequential("\"Dense\"", "\"java.lang.Runtime\"", "Unknown layer class 'java.lang.Runtime'"),
        sequential(dense, "\"module\": null, \"class_name\": \"Dense\"", ""),
        sequential("\"class_name\": \"Sequential\"", "\"class_name\": \"Dense\"", "Dense"),
        sequential("\"Adam\"", "\"Eve\"", "Unknown optimizer class 'Eve'"),
        sequential("\"mse\"", "\"mze\"", "Unknown loss 'mze'", "mse"),
        sequential("\"mse\"", "[1]", "'loss'", "1"),
        sequential("[\"mae\"]", "3", "'metrics'", "list"),
        sequential("[\"mae\"]", "[3]", "'metrics'", "3"),
        sequential("\"loss_weights\": null", "\"loss_weights\": \"a\"", "'loss_weights'"),
        sequential("\"run_eagerly\"", "\"run_fast\"", "key of the compile config 'run_fast'"),
        // values
        sequential("\"units\": 2", "\"units\": -2", "'one' (Dense)", "units"),
        sequential("\"units\": 2", "\"units\": 2000000000000", "'one' (Dense)", "units"),
        sequential("\"units\": 2", "\"units\": 2000000000", "'one' (Dense)", "memory"),
        sequential("\"units\": 2", "\"units\": 2, \"unit\": 3", "'one'", "no argument 'unit'"),
        sequential("\"quantization_config\": null", "\"quantization_config\": \"int8\"", "None"),
        sequential("\"sparse\": false", "\"sparse\": true", "'sparse'", "InputLayer"),
        sequential("\"dtype\": \"float32\", \"sp", "\"dtype\": \"object\", \"sp", "'object'"),
        sequential("\"batch_shape\": [null, 4]", "\"batch_shape\": [null, -4]", "'batch_shape'"),
        sequential("\"batch_shape\": [null, 4]", "\"batch_shape\": [null, 4.5]", "'batch_shape'"),
        sequential("\"batch_shape\": [null, 4]", "\"batch_shape\": [[4]]", "'batch_shape'"),
        sequential("\"batch_shape\": [null, 4]", "\"batch_shape\": \"4\"", "'batch_shape'"),
        sequential("\"batch_shape\": [null, 4]", "\"batch_shape\": []", "'one' (Dense)"),
        sequential("\"batch_shape\": [null, 4]", "\"batch_shape\": [null, 5]", "'one' (Dense)"),
        sequential(
            "\"batch_shape\": [null, 4]",
            "\"batch_shape\": [" + "1, ".repeat(300) + "1]",
            "at most 254"),
        sequential("\"name\": \"s\"", "\"name\": 7", "'name'"),
        sequential("\"name\": \"s\"", "\"name\": \"a/b\"", "name"),
        sequential("\"layers\": [", "\"layers\": [null, ", "'layers'"),
        sequential("\"layers\": [", "\"layers\": [7, ", "'class_name'"),
        sequential(
            "{\"module\": \"keras.layers\", \"class_name\": \"Dense\"",
            "{\"class_name\": \"Sequential\", \"config\": {\"layers\": []}}, "
                + "{\"module\": \"keras.layers\", \"class_name\": \"Dense\"",
            "(Sequential) has no layers"),
        sequential("\"layers\": [", "\"layers\": \"x\", \"other\": [", "'layers'"),
        // graphs
        functional(
            "\"keras_history\": [\"in\", 0, 0]", "\"keras_history\": [\"sum\", 0, 0]", "loop"),
        functional("[\"one\", 0, 0]", "[\"one\", 7, 0]", "name=sum", "never come"),
        functional("[\"one\", 0, 0]", "[\"one\", -1, 0]", "'sum' (Add)", "argument"),
        functional("[\"one\", 0, 0]", "[\"one\", 0, 3]", "'one' (Dense)", "result 3"),
        functional("[\"one\", 0, 0]", "[\"two\", 0, 0]", "'two'", "one"),
        functional("[\"one\", 0, 0]", "[1, 2, 3]", "'sum' (Add)"),
        functional("\"name\": \"one\", \"inbound", "\"name\": \"in\", \"inbound", "the name 'in'"),
        functional("[\"sum\", 0, 0]}", "[\"sum\", 1, 0]}", "'sum' (Add)", "no call 1"),
        functional("[\"sum\", 0, 0]}", "[[[\"sum\", 0, 0]]]}", "'output_layers'"),
        functional("[\"sum\", 0, 0]}", "{}}", "'output_layers'"),
        functional("[\"sum\", 0, 0]}", "null}", "'output_layers'"),
        functional("\"input_layers\": [\"in\"", "\"input_layers\": [\"one\"", "m"),
        functional(
            "\"input_layers\": [\"in\", 0, 0]", "\"input_layers\": {\"x\": [\"in\", 0, 0]}", "'x'"),
        functional("\"kwargs\": {}", "\"kwargs\": {\"scale\": 2}", "scale=2", "constructor"),
        functional("\"kwargs\": {}", "\"kwargs\": {\"training\": 2}", "training=2"),
        functional("\"args\": [{", "\"args\": [3, {", "'one' (Dense)", "argument 3"),
        functional("\"inbound_nodes\": [{", "\"inbound_nodes\": [[], {", "Keras 2"),
        functional(
            "\"keras.layers\", \"class_name\": \"Dense\"",
            "\"keras.src.ops.numpy\", \"class_name\": \"Multiply\"",
            "keras.src.ops.numpy.Multiply",
            "Rescaling"),
        functional("\"trainable\": true, \"layers\"", "\"trainable\": 1, \"layers\"", "trainable"),
        functional("\"name\": \"m\"", "\"name\": \"m\", \"losses\": [1]", "losses"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatCannotBeMadeIsNamed(String json, String from, String to, List<String> parts) {
    assertTrue(json.contains(from), from + " in " + json);
    String changed =
        json.replaceFirst(
            java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
    if (parts.equals(List.of(""))) {
      Keras.modelFromJson(changed).close();
      return;
    }
    var e = assertThrows(IllegalArgumentException.class, () -> Keras.modelFromJson(changed));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void whatIsNoModelIsRefused() {
    for (String text : List.of("3", "[]", "null", "{}", "\"Sequential\"", "{\"class_name\": 3}")) {
      assertThrows(IllegalArgumentException.class, () -> Keras.modelFromJson(text), text);
    }
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Keras.modelFromJson(Json.write(Layers.toObject(new Dense(1)))));
    assertTrue(e.getMessage().contains("A model is written"), e.getMessage());
  }

  @Test
  void aRegisteredNameIsThatOfTheClass() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Layers.fromObject(
                    Map.of(
                        "class_name", "Dense",
                        "registered_name", "Flatten",
                        "config", Map.of("units", 1))));
    assertTrue(e.getMessage().contains("'Flatten' is not that of"), e.getMessage());
  }

  /** Models in models until the stack ends, in a file of a few kilobytes. */
  @Test
  void modelsThatAreTooDeepAreRefused() {
    String json = sequential();
    int at = json.indexOf("{\"module\": \"keras.layers\", \"class_name\": \"Dense\"");
    String begin = "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"s\", \"layers\": [";
    String deep = begin.repeat(400) + "]}}".repeat(400);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Keras.modelFromJson(json.substring(0, at) + deep + ", " + json.substring(at)));
    assertTrue(e.getMessage().contains("depth"), e.getMessage());
    String allowed = begin.repeat(150) + "]}}".repeat(150);
    Keras.modelFromJson(allowed).close();
  }

  @Test
  @Timeout(60)
  void aLongChainInTheWrongOrderIsReadInTime() {
    var layers = new ArrayList<String>();
    for (int i = 300; i > 0; i--) {
      layers.add(
          "{\"class_name\": \"ReLU\", \"config\": {\"name\": \"r%d\"}, \"name\": \"r%d\", \"inbound_nodes\": [{\"args\": [{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [\"r%d\", 0, 0]}}]}]}"
              .replace("r%d\", 0", "r" + (i - 1) + "\", 0")
              .replace("r%d", "r" + i));
    }
    layers.add(
        "{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, 2], \"name\": \"r0\"}, \"name\": \"r0\", \"inbound_nodes\": []}");
    String json =
        "{\"class_name\": \"Functional\", \"config\": {\"layers\": ["
            + String.join(", ", layers)
            + "], \"input_layers\": [\"r0\", 0, 0], \"output_layers\": [\"r300\", 0, 0]}}";
    try (Model model = Keras.modelFromJson(json)) {
      assertEquals(301, model.layers().size());
    }
  }

  /** Any value of a file replaced by any other: read or refused, never another exception. */
  @Test
  void damagedModelsAreReadOrRefused() {
    var random = new Random(1);
    List<String> fixtures = new ArrayList<>();
    Fixtures.read("model_configs").forEach(c -> fixtures.add(c.get("json").asText()));
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      String damaged = DamagedJson.damaged(fixtures.get(random.nextInt(fixtures.size())), random);
      try {
        Keras.modelFromJson(damaged).close();
      } catch (IllegalArgumentException e) {
        refused++;
      } catch (RuntimeException | StackOverflowError e) {
        fail(damaged, e);
      }
    }
    assertTrue(refused > 200, refused + " refused");
  }
}
