package org.keras4j.examples.serve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer. */
final class Exchange {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final int MOST_DRAINED = 16 << 20;

  private final HttpExchange http;
  private final int mostBytes;

  /**
   * Takes over a request.
   *
   * @param mostBytes how long its body may be
   */
  Exchange(HttpExchange http, int mostBytes) {
    this.http = http;
    this.mostBytes = mostBytes;
    http.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    http.getResponseHeaders().set("Cache-Control", "no-store");
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  /** Returns this, or refuses a method that is another; who may GET may ask for the HEAD. */
  Exchange allow(String method) {
    String given = http.getRequestMethod();
    if (given.equals(method) || (given.equals("HEAD") && method.equals("GET"))) {
      return this;
    }
    http.getResponseHeaders().set("Allow", method.equals("GET") ? "GET, HEAD" : method);
    throw new HttpFailure(405, path() + " takes " + method + "; received " + given);
  }

  /** Returns the body, which must be one JSON value. */
  JsonNode body() throws IOException {
    String type = http.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
      // Also keeps pages of other sites out, which may not send this type unasked.
      throw new HttpFailure(415, "Content-Type must be application/json; received " + type);
    }
    try {
      JsonNode body = JSON.readTree(bytes());
      if (body.isMissingNode()) {
        throw new HttpFailure(400, "The body is empty; expected JSON");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new HttpFailure(400, "The body is not JSON: " + e.getOriginalMessage() + at(e));
    }
  }

  private byte[] bytes() throws IOException {
    InputStream in = http.getRequestBody();
    byte[] bytes = in.readNBytes(mostBytes + 1);
    if (bytes.length > mostBytes) {
      // A client reads the answer only when it has sent its body, or most of it.
      byte[] scratch = new byte[8192];
      for (int left = MOST_DRAINED; left > 0 && in.read(scratch) >= 0; ) {
        left -= scratch.length;
      }
      http.getResponseHeaders().set("Connection", "close");
      throw new HttpFailure(413, "The body must have at most " + mostBytes + " bytes");
    }
    return bytes;
  }

  private static String at(JsonProcessingException e) {
    var place = e.getLocation();
    return place == null ? "" : ", line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  /** Answers with a page that may load nothing from elsewhere. */
  void page(byte[] html) throws IOException {
    http.getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
    send(200, "text/html; charset=utf-8", html);
  }

  /** Answers with JSON. */
  void json(int status, Map<String, ? extends @Nullable Object> answer) throws IOException {
    send(status, "application/json", JSON.writeValueAsBytes(answer));
  }

  private void send(int status, String type, byte[] body) throws IOException {
    http.getResponseHeaders().set("Content-Type", type);
    if (http.getRequestMethod().equals("HEAD")) {
      http.sendResponseHeaders(status, -1);
    } else {
      http.sendResponseHeaders(status, body.length);
      http.getResponseBody().write(body);
    }
  }
}
