package org.keras4j.tuner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in Python's dialect: {@code NaN} and {@code Infinity} are numbers. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectMapper STRICT = new ObjectMapper();

  private Json() {}

  /** Makes an object of alternating keys and values. */
  static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return object;
  }

  static String write(Map<String, ? extends @Nullable Object> object) {
    try {
      return MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This cannot be written as JSON: " + object, e);
    }
  }

  /**
   * Writes an object for the inside of an HTML element: strict JSON, in which NaN and infinity are
   * strings, without any character that could end the element.
   */
  static String forHtml(Map<String, ? extends @Nullable Object> object) {
    try {
      return STRICT
          .writeValueAsString(object)
          .replace("&", "\\u0026")
          .replace("<", "\\u003c")
          .replace(">", "\\u003e");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This cannot be written as JSON: " + object, e);
    }
  }

  /** Reads an object; the origin is named in the error. */
  static JsonObject read(String text, String origin) {
    try {
      Map<String, @Nullable Object> object =
          MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
      if (object == null) { // what Jackson makes of the text "null"
        throw new IllegalStateException(origin + " is not a JSON object: it holds null");
      }
      return new JsonObject(object, origin);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          origin + " is not a JSON object: " + e.getOriginalMessage(), e);
    }
  }
}
