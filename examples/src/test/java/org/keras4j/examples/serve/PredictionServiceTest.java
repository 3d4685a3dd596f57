package org.keras4j.examples.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Add;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.NDArray;

/** The service answers as the model does, and refuses what is wrong. */
@Timeout(60)
class PredictionServiceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Path file;
  private static Model model;
  private static ServedModel served;
  private static PredictionService service;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Keras.setRandomSeed(1);
    model = Sequential.of(Input.of(2, 3), new Flatten(), new Dense(4).activation("softmax"));
    model.metadata("classes", List.of("north", "east", "south", "west"));
    file = folder.resolve("winds.keras");
    model.save(file);
    served = ServedModel.load(file);
    service = new PredictionService(served, loopback());
  }

  @AfterAll
  static void stop() {
    service.close();
    served.close();
    model.close();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.page().resolve(path));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest post(String body) {
    return request("/predict")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> predict(String body) throws Exception {
    return CLIENT.send(post(body), BodyHandlers.ofString());
  }

  private static float[][][] samples(int seed, int count) {
    float[][][] samples = new float[count][2][3];
    for (int i = 0; i < 6 * count; i++) {
      samples[i / 6][i / 3 % 2][i % 3] = (float) Math.sin(10. * seed + i);
    }
    return samples;
  }

  private static String json(float[][][] samples) throws IOException {
    return JSON.writeValueAsString(Map.of("instances", samples));
  }

  private static void assertPredicts(float[][][] samples, HttpResponse<String> answer)
      throws IOException {
    assertEquals(200, answer.statusCode(), answer.body());
    NDArray expected = model.predict(NDArray.of(samples), o -> o.verbose(0));
    JsonNode body = JSON.readTree(answer.body());
    float[][] predictions = JSON.convertValue(body.get("predictions"), float[][].class);
    assertEquals(samples.length, predictions.length);
    for (int i = 0; i < samples.length; i++) {
      assertArrayEquals(expected.get(i).toFloatArray(), predictions[i], 1e-6f);
      String label = model.metadata().strings("classes").get(expected.get(i).argmax());
      assertEquals(label, body.get("labels").get(i).asText());
    }
  }

  private static void assertRefuses(int status, String reason, HttpResponse<String> answer)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    JsonNode body = JSON.readTree(answer.body());
    assertEquals(1, body.size());
    assertTrue(body.get("error").asText().contains(reason), answer.body());
  }

  @Test
  void predictsAsTheModel() throws Exception {
    assertPredicts(samples(1, 1), predict(json(samples(1, 1))));
    assertPredicts(samples(2, 64), predict(json(samples(2, 64))));
  }

  @Test
  void answersManyAtOnce() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(CLIENT.sendAsync(post(json(samples(i, 1 + i % 3))), BodyHandlers.ofString()));
    }
    for (int i = 0; i < 200; i++) {
      assertPredicts(samples(i, 1 + i % 3), answers.get(i).get());
    }
  }

  @Test
  void tellsWhatTheModelIs() throws Exception {
    JsonNode body = JSON.readTree(get("/model").body());
    assertEquals("[2,3]", body.get("input").toString());
    assertEquals("[4]", body.get("output").toString());
    assertEquals("south", body.get("classes").get(2).asText());
    assertEquals(body.get("classes"), body.get("metadata").get("classes"));
    assertTrue(body.get("signature").asText().contains("(None, 2, 3)"), body.toString());
  }

  @Test
  void isReady() throws Exception {
    assertEquals("{\"status\":\"ready\"}", get("/health").body());
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/");
    assertEquals(200, page.statusCode());
    assertEquals(
        "text/html; charset=utf-8", page.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent());
    assertTrue(page.body().contains("<title>Draw a digit</title>"));
    assertTrue(!page.body().contains("http:") && !page.body().contains("https:"), "an address");
  }

  @Test
  void theHeadOfThePageHasNoBody() throws Exception {
    var head = request("/").method("HEAD", BodyPublishers.noBody()).build();
    HttpResponse<String> answer = CLIENT.send(head, BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                         | The body is empty",
        "{                                          | The body is not JSON",
        "{\"instances\": []} x                      | The body is not JSON",
        "{\"instances\": [], \"instances\": []}     | Duplicate field 'instances'",
        "[1, 2]                                     | The body must be {\"instances\": [sample, …]}",
        "{\"instance\": [[[1,2,3],[4,5,6]]]}        | The body must be {\"instances\": [sample, …]}",
        "{\"instances\": 3}                         | The body must be {\"instances\": [sample, …]}",
        "{\"instances\": []}                        | 1 to 64 samples; received 0",
        "{\"instances\": [[1,2,3,4,5,6]]}           | shape (2, 3); received the first with shape (6,)",
        "{\"instances\": [[[1,2],[3,4],[5,6]]]}     | shape (2, 3); received the first with shape (3, 2)",
        "{\"instances\": [1]}                       | shape (2, 3); received the first with shape ()",
        "{\"instances\": [[[1,2,3],[4,5]]]}         | depth 3 must have 3 elements, as the first; received one with 2",
        "{\"instances\": [[[1,2,3],4]]}             | depth 3 must have 3 elements, as the first; received NUMBER",
        "{\"instances\": [[[1,2,3],[4,5,\"6\"]]]}   | numbers in the range of floats; received \"6\"",
        "{\"instances\": [[[1,2,3],[4,5,null]]]}    | numbers in the range of floats; received null",
        "{\"instances\": [[[1,2,3],[4,5,1e39]]]}    | numbers in the range of floats; received 1.0E39",
        "{\"instances\": [[[1,2,3],[4,5,NaN]]]}     | The body is not JSON",
      })
  void refusesAWrongBody(String body, String reason) throws Exception {
    assertRefuses(400, reason, predict(body));
  }

  @Test
  void refusesTooManySamples() throws Exception {
    assertRefuses(400, "1 to 64 samples; received 65", predict(json(samples(1, 65))));
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 1, 5 << 20})
  void refusesABodyThatIsTooLong(int length) throws Exception {
    String body = "{\"instances\": [" + " ".repeat(length - 15);
    assertRefuses(413, "at most 1048576 bytes", predict(body));
    HttpRequest inPieces =
        request("/predict")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))))
            .build();
    assertRefuses(413, "at most", CLIENT.send(inPieces, BodyHandlers.ofString()));
  }

  @Test
  void refusesDeepNesting() throws Exception {
    assertRefuses(400, "The body is not JSON", predict("[".repeat(100_000)));
  }

  @Test
  void refusesAnotherTypeOfContent() throws Exception {
    var form = request("/predict").header("Content-Type", "text/plain");
    assertRefuses(
        415,
        "Content-Type must be application/json; received text/plain",
        CLIENT.send(
            form.POST(BodyPublishers.ofString(json(samples(1, 1)))).build(),
            BodyHandlers.ofString()));
  }

  @ParameterizedTest
  @CsvSource({"/predict, GET, POST", "/, POST, 'GET, HEAD'", "/health, DELETE, 'GET, HEAD'"})
  void refusesAnotherMethod(String path, String method, String allowed) throws Exception {
    var wrong = request(path).method(method, BodyPublishers.noBody()).build();
    HttpResponse<String> answer = CLIENT.send(wrong, BodyHandlers.ofString());
    assertRefuses(405, "received " + method, answer);
    assertEquals(allowed, answer.headers().firstValue("Allow").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/predictions", "/predict/", "/page.html", "/../predict", "/%2e%2e/x"})
  void refusesAnotherPath(String path) throws Exception {
    assertRefuses(404, "only /, /predict, /model and /health", get(path));
  }

  @Test
  void refusesModelsOfSeveralInputs(@TempDir Path folder) {
    var a = Input.of(2);
    var b = Input.of(2);
    try (var two = new Model(List.of(a, b), List.of(new Add().apply(a, b)))) {
      Path several = folder.resolve("two.keras");
      two.save(several);
      var e = assertThrows(IllegalArgumentException.class, () -> ServedModel.load(several));
      assertTrue(e.getMessage().contains("models with one input"), e.getMessage());
    }
  }

  @Test
  void closingWaitsForARequestThatRuns() throws Exception {
    try (var other = new PredictionService(served, loopback());
        var socket = new Socket(InetAddress.getLoopbackAddress(), other.page().getPort())) {
      byte[] body = json(samples(1, 1)).getBytes(StandardCharsets.UTF_8);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.flush();
      while (other.running() == 0) {
        Thread.sleep(1);
      }
      var closing = CompletableFuture.runAsync(other::close);
      // Another one is refused while the first is still on its way.
      HttpResponse<String> refused = CLIENT.send(health(other), BodyHandlers.ofString());
      while (refused.statusCode() == 200) {
        refused = CLIENT.send(health(other), BodyHandlers.ofString());
      }
      assertRefuses(503, "closing", refused);
      out.write(body);
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
      assertTrue(answer.contains("predictions"), answer);
      closing.get(10, TimeUnit.SECONDS);
      assertThrows(IOException.class, () -> CLIENT.send(health(other), BodyHandlers.ofString()));
    }
  }

  private static HttpRequest health(PredictionService of) {
    return HttpRequest.newBuilder(of.page().resolve("/health")).build();
  }

  @Test
  void closingTwiceIsClosing() throws Exception {
    var other = new PredictionService(served, loopback());
    assertEquals(200, CLIENT.send(health(other), BodyHandlers.ofString()).statusCode());
    other.close();
    other.close();
    assertThrows(IOException.class, () -> CLIENT.send(health(other), BodyHandlers.ofString()));
  }
}
