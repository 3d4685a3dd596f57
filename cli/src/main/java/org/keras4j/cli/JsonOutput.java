package org.keras4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints results. */
final class JsonOutput {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonOutput() {}

  /** Prints a result in ASCII, which no encoding of standard output can spoil. */
  static void print(PrintWriter out, Map<String, ? extends @Nullable Object> result) {
    out.println(text(JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII), result));
    out.flush();
    if (out.checkError()) {
      throw new FailedException("The result could not be written to standard output");
    }
  }

  /** Returns JSON for a file, which is UTF-8. */
  static String text(Map<String, ? extends @Nullable Object> result) {
    return text(JSON.writer(), result);
  }

  private static String text(ObjectWriter writer, Map<String, ? extends @Nullable Object> result) {
    try {
      return writer.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This result cannot be written as JSON: " + result, e);
    }
  }
}
