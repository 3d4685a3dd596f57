package org.keras4j.examples.serve;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A Chromium without a window, driven by its DevTools protocol: real mouse, touch and keys. */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 30;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /**
   * Starts the browser.
   *
   * @param program its file or, on the path, its name
   * @param profile an empty folder
   */
  Chromium(String program, Path profile) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                program,
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--lang=en",
                "about:blank"));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--no-sandbox"); // Chromium has no sandbox for root, and refuses to start
    }
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    await("Chromium's port", () -> Files.exists(port) && Files.readAllLines(port).size() == 2);
    var http = HttpClient.newHttpClient();
    URI pages = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
    var open =
        http.send(HttpRequest.newBuilder(pages).build(), HttpResponse.BodyHandlers.ofString());
    String page = "";
    for (JsonNode target : JSON.readTree(open.body())) {
      page = target.get("type").asText().equals("page") ? url(target) : page;
    }
    socket =
        http.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).get(30, SECONDS);
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
  }

  private static String url(JsonNode target) {
    return target.get("webSocketDebuggerUrl").asText();
  }

  /** Asks the browser for something, and returns the result. */
  JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = calls.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).get(PATIENCE_SECONDS, SECONDS);
    JsonNode all = answer.get(PATIENCE_SECONDS, SECONDS);
    if (all.has("error")) {
      throw new IOException(method + ": " + all.get("error"));
    }
    return all.get("result");
  }

  /** Returns the value of an expression in the page. */
  JsonNode value(String expression) throws Exception {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Waits until an expression is true. */
  void until(String expression) throws Exception {
    await(expression, () -> value(expression).asBoolean());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException("Waited in vain for " + what);
      }
      Thread.sleep(10);
    }
  }

  /** Sends one event of the mouse. */
  void mouse(String type, double x, double y) throws Exception {
    call(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
  }

  /** Sends one event of a finger; it is lifted without a place. */
  void touch(String type, double... place) throws Exception {
    List<?> points = place.length == 0 ? List.of() : List.of(Map.of("x", place[0], "y", place[1]));
    call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
  }

  /** Presses and releases a key. */
  void key(String key, int code) throws Exception {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  /** Sets the size of the window, and whether it is a dark one. */
  void window(int width, int height, boolean phone, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    call("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
    var scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** Returns what is seen, as PNG. */
  byte[] screenshot() throws Exception {
    JsonNode result = call("Page.captureScreenshot", Map.of("format", "png"));
    return Base64.getDecoder().decode(result.get("data").asText());
  }

  /** Returns errors of scripts and what the browser has refused or not found. */
  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, SECONDS).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        received(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void received(String message) {
      JsonNode node;
      try {
        node = JSON.readTree(message);
      } catch (IOException e) {
        throw new IllegalStateException(message, e);
      }
      String event = node.path("method").asText();
      if (node.has("id")) {
        answers.remove(node.get("id").asInt()).complete(node);
      } else if (event.equals("Runtime.exceptionThrown") || event.equals("Log.entryAdded")) {
        complaints.add(message);
      }
    }
  }
}
