package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.parity.Fixtures;
import org.keras4j.utils.Utils;

/** Replays what NumPy computed; {@code parity/numpy_arrays.py} writes the files. */
class NumPyParityTest {
  private static Map<String, NDArray> arrays;

  @BeforeAll
  static void load(@TempDir Path dir) throws Exception {
    try (InputStream in = NumPyParityTest.class.getResourceAsStream("/parity/numpy_arrays.npz")) {
      Path file = dir.resolve("arrays.npz");
      Files.copy(in, file);
      arrays = Npz.read(file);
    }
  }

  @TestFactory
  List<DynamicTest> agreesWithNumPy() {
    List<JsonNode> cases = Fixtures.read("numpy_arrays");
    assertTrue(cases.size() > 500);
    return cases.stream()
        .map(each -> DynamicTest.dynamicTest(Fixtures.text(each), () -> check(each)))
        .toList();
  }

  private static NDArray array(JsonNode name) {
    NDArray array = arrays.get(name.asText());
    assertNotNull(array, () -> "no array " + name);
    return array;
  }

  private static void check(JsonNode each) {
    String kind = each.get("kind").asText();
    NDArray a = array(each.get("a"));
    if (kind.equals("print")) {
      assertEquals(each.get("result").asText(), a.toString());
      return;
    }
    NDArray expected = array(each.get("result"));
    NDArray actual = compute(kind, a, each);
    assertEquals(expected.dtype(), actual.dtype());
    boolean rounded = kind.equals("sum") || kind.equals("mean");
    if (rounded && expected.dtype().isFloating()) {
      double tolerance = expected.dtype() == DType.FLOAT32 ? 1e-5 : 1e-14;
      assertTrue(actual.allClose(expected, tolerance, tolerance), actual + " is not " + expected);
    } else {
      assertEquals(expected, actual);
    }
  }

  private static NDArray compute(String kind, NDArray a, JsonNode each) {
    int axis = each.path("axis").asInt();
    return switch (kind) {
      case "add" -> each.has("b") ? a.add(array(each.get("b"))) : scalar(a::add, a::add, each);
      case "subtract" ->
          each.has("b") ? a.subtract(array(each.get("b"))) : scalar(a::subtract, a::subtract, each);
      case "multiply" ->
          each.has("b") ? a.multiply(array(each.get("b"))) : scalar(a::multiply, a::multiply, each);
      case "divide" ->
          each.has("b") ? a.divide(array(each.get("b"))) : scalar(a::divide, a::divide, each);
      case "asType" -> a.asType(DType.valueOf(each.get("dtype").asText().toUpperCase(Locale.ROOT)));
      case "sum" -> a.sum(axis);
      case "mean" -> a.mean(axis);
      case "min" -> a.min(axis);
      case "max" -> a.max(axis);
      case "argmin" -> a.argmin(axis);
      case "argmax" -> a.argmax(axis);
      case "slice" -> a.slice(axis, each.get("start").asInt(), each.get("stop").asInt());
      case "transpose" ->
          a.transpose(
              StreamSupport.stream(each.get("axes").spliterator(), false)
                  .mapToInt(JsonNode::asInt)
                  .toArray());
      case "same" -> a;
      case "toCategorical" ->
          each.has("classes")
              ? Utils.toCategorical(a, each.get("classes").asInt())
              : Utils.toCategorical(a);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static NDArray scalar(
      LongFunction<NDArray> whole, DoubleFunction<NDArray> fraction, JsonNode each) {
    return each.has("long")
        ? whole.apply(each.get("long").asLong())
        : fraction.apply(each.get("double").asDouble());
  }
}
