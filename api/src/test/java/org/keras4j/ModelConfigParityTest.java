package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.core.Variable;
import org.keras4j.internal.Json;
import org.keras4j.internal.layers.ShapeFormat;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.Fixtures;

/** Models of the real Keras, read from their JSON, compared and written again. */
class ModelConfigParityTest {

  @TestFactory
  Stream<DynamicTest> isReadAndWrittenAsByKeras() {
    return Fixtures.tests("model_configs", ModelConfigParityTest::check);
  }

  /** Where parity/model_configs_check.py finds what was written. */
  private static final Path FOLDER = Path.of("target", "model-configs");

  private static void keep(String name, String json) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name.replaceAll("\\W+", "_") + ".json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(JsonNode c) {
    String json = c.get("json").asText();
    JsonNode summary = c.get("summary");
    try (Model model = Keras.modelFromJson(json)) {
      checkSummary(summary, model);
      assertEquals(
          texts(summary.get("paths")), model.weights().stream().map(Variable::path).toList());
      Object expected = plain(withoutMasks(Json.read(json)));
      keep(Fixtures.text(c), model.toJson());
      assertEquals(Json.write(expected), Json.write(plain(Json.read(model.toJson()))));
      try (Model clone = Keras.cloneModel(model)) {
        String cloned = clone.toJson();
        assertEquals(model.toJson(), cloned, "the clone");
        checkSummary(summary, clone);
      }
    }
  }

  private static void checkSummary(JsonNode summary, Model model) {
    List<Layer> layers = model.layers();
    List<JsonNode> listed = new ArrayList<>();
    for (JsonNode l : summary.get("layers")) {
      if (!MASK_OPERATIONS.contains(l.get("class").asText()) || l.get("output").isNull()) {
        listed.add(l);
      }
    }
    assertEquals(
        listed.stream().map(l -> l.get("name").asText()).toList(),
        layers.stream().map(Layer::name).toList());
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      JsonNode l = listed.get(i);
      assertEquals(l.get("class").asText(), layer.className());
      if (!l.get("params").isNull() && layer.isBuilt()) {
        assertEquals(l.get("params").asLong(), layer.countParams(), layer.name());
      }
      if (!l.get("output").isNull() && l.get("output").size() == 1 && !(layer instanceof Model)) {
        assertEquals(shape(l.get("output").get(0)), layer.output().shape(), layer.name());
      }
    }
    if (!summary.get("params").isNull()) {
      assertEquals(shapes(summary.get("inputs")), model.inputShapes());
      assertEquals(shapes(summary.get("outputs")), model.outputShapes());
      assertEquals(summary.get("params").asLong(), model.countParams());
      assertEquals(
          summary.get("trainable").asLong(),
          model.trainableWeights().stream().mapToLong(v -> v.shape().size()).sum());
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> all = new ArrayList<>();
    list.forEach(t -> all.add(t.asText()));
    return all;
  }

  private static List<Shape> shapes(JsonNode list) {
    List<Shape> all = new ArrayList<>();
    list.forEach(s -> all.add(shape(s)));
    return all;
  }

  private static Shape shape(JsonNode sizes) {
    return ShapeFormat.read("shape", Json.read(sizes.toString()));
  }

  /** The order of keys is no part of what JSON says, nor is that of whole numbers and others. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new java.util.TreeMap<>();
      map.forEach((k, v) -> sorted.put((String) k, plain(v)));
      return sorted;
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(v -> plain(v)).toList());
    }
    return value instanceof Number n ? (Object) n.doubleValue() : value;
  }

  private static final Set<String> MASK_OPERATIONS =
      Set.of("NotEqual", "Any", "LogicalOr", "ExpandDims", "ZerosLike");

  /** Keras writes the operations that compute masks; see docs/differences.md. */
  private static @Nullable Object withoutMasks(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> kept = new LinkedHashMap<>();
      map.forEach(
          (k, v) -> {
            boolean mask =
                "mask".equals(k) && v instanceof Map<?, ?> t && t.containsKey("class_name");
            kept.put(k, mask ? null : withoutMasks(v));
          });
      return kept;
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(
          list.stream()
              .filter(
                  v ->
                      !(v instanceof Map<?, ?> l
                          && String.valueOf(l.get("module")).startsWith("keras.src.ops")))
              .map(ModelConfigParityTest::withoutMasks)
              .toList());
    }
    return value;
  }
}
