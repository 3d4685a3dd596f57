package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.parent;
import static org.keras4j.tuner.Sampling.LOG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a search: what is in it, and that nothing in it can do harm. */
class SearchReportTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>&amp;\u2028'\"";
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @TempDir Path temp;

  private static EpochRecord epoch(int epoch, Object... logs) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < logs.length; i += 2) {
      map.put((String) logs[i], (Double) logs[i + 1]);
    }
    return new EpochRecord(epoch, map);
  }

  private static TrialRecord trial(
      String id,
      TrialStatus status,
      Map<String, Object> values,
      @Nullable Double score,
      @Nullable String message,
      List<List<EpochRecord>> executions) {
    Instant began = Instant.parse("2026-01-02T03:04:05.678Z");
    return new TrialRecord(
        id,
        status,
        values,
        score,
        score == null ? null : 1,
        message,
        began,
        null,
        id.endsWith("p"),
        executions);
  }

  private static SearchReport report(String project, HyperParameters hp, TrialRecord... trials) {
    return new SearchReport(
        Path.of(project),
        new Objective("val_loss", Direction.MIN),
        hp.space(),
        new SearchRecord(List.of(trials)));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = DATA.matcher(page);
    assertTrue(matcher.find(), page);
    return new ObjectMapper().readTree(matcher.group(1));
  }

  /** Reads the record of a search back from its page. */
  private static SearchRecord record(JsonNode data) {
    List<TrialRecord> trials = new ArrayList<>();
    for (JsonNode trial : data.get("trials")) {
      Map<String, Object> values = new LinkedHashMap<>();
      trial.get("values").properties().forEach(e -> values.put(e.getKey(), value(e.getValue())));
      List<List<EpochRecord>> executions = new ArrayList<>();
      for (JsonNode execution : trial.get("executions")) {
        List<EpochRecord> epochs = new ArrayList<>();
        for (int i = 0; i < execution.get("epochs").size(); i++) {
          int at = i;
          Map<String, Double> logs = new LinkedHashMap<>();
          execution
              .get("logs")
              .properties()
              .forEach(
                  e -> {
                    if (!e.getValue().get(at).isNull()) {
                      logs.put(e.getKey(), number(e.getValue().get(at)));
                    }
                  });
          epochs.add(new EpochRecord(execution.get("epochs").get(i).intValue(), logs));
        }
        executions.add(epochs);
      }
      Map<String, Double> metrics = new LinkedHashMap<>();
      trial.get("metrics").properties().forEach(e -> metrics.put(e.getKey(), number(e.getValue())));
      JsonNode message = trial.get("message");
      trials.add(
          new TrialRecord(
              trial.get("trial_id").textValue(),
              TrialStatus.valueOf(trial.get("status").textValue()),
              values,
              trial.get("score").isNull() ? null : number(trial.get("score")),
              trial.get("best_step").isNull() ? null : trial.get("best_step").intValue(),
              message.isNull() ? null : data.get("messages").get(message.intValue()).textValue(),
              trial.get("began").isNull() ? null : Instant.parse(trial.get("began").textValue()),
              trial.get("ended").isNull() ? null : Instant.parse(trial.get("ended").textValue()),
              trial.get("pruned").booleanValue(),
              executions,
              metrics));
    }
    return new SearchRecord(trials);
  }

  private static Object value(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isInt() ? (Object) node.intValue() : (Object) node.doubleValue();
  }

  /** As the script does: what is no number in JSON is a text. */
  private static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  private static SearchReport hostile() {
    HyperParameters hp = new HyperParameters();
    hp.Float(HOSTILE, 0.1, 10, LOG);
    hp.Choice("kind", HOSTILE, "b");
    hp.Int("units", 1, 5, parent("kind", "b"));
    return report(
        HOSTILE,
        hp,
        trial(
            "0",
            TrialStatus.COMPLETED,
            Map.of(HOSTILE, 0.1, "kind", HOSTILE),
            0.1 + 0.2,
            null,
            List.of(
                List.of(epoch(0, "loss", 1e-300), epoch(1, "loss", 2. / 3, "val_loss", 0.1 + 0.2)),
                List.of(epoch(0, "val_loss", Double.NaN, HOSTILE, Double.POSITIVE_INFINITY)))),
        trial("1", TrialStatus.FAILED, Map.of("kind", "b"), null, HOSTILE + "\n\tat x", List.of()),
        trial("2", TrialStatus.FAILED, Map.of("kind", "b"), null, HOSTILE + "\n\tat x", List.of()),
        trial("3", TrialStatus.COMPLETED, Map.of(), Double.NEGATIVE_INFINITY, null, List.of()));
  }

  @Test
  void everythingOfTheRecordIsInThePage() throws IOException {
    SearchReport report = hostile();
    JsonNode data = data(report.toHtml());
    assertEquals(report.search(), record(data));
    assertEquals(1, data.get("messages").size(), "a stack trace that is the same is there once");
    assertEquals("val_loss", data.get("objective").textValue());
    assertEquals("min", data.get("direction").textValue());
    JsonNode first = data.get("hyperparameters").get(0);
    assertEquals(HOSTILE, first.get("name").textValue());
    assertEquals("log", first.get("scale").textValue());
    assertEquals(10, first.get("max").doubleValue());
    JsonNode conditions = data.get("hyperparameters").get(2).get("conditions");
    assertEquals("kind", conditions.get(0).get("name").textValue());
    assertEquals("b", conditions.get(0).get("values").get(0).textValue());
    assertTrue(data.at("/importance/problem").textValue().startsWith("Too few trials"));
  }

  @Test
  void namesAndMessagesCannotBecomeMarkup() {
    String page = hostile().toHtml();
    Matcher matcher = DATA.matcher(page);
    assertTrue(matcher.find());
    String json = matcher.group(1);
    assertFalse(json.contains("<") || json.contains(">") || json.contains("&"), json);
    String rest = page.substring(0, matcher.start(1)) + page.substring(matcher.end(1));
    assertFalse(rest.contains("onerror"), "outside of the data is nothing of the search");
    assertEquals(2, page.split("<script", -1).length - 1);
    assertEquals(2, page.split("</script", -1).length - 1);
  }

  @Test
  void theScriptPutsTextsOnThePageAsTextsOnly() {
    String page = hostile().toHtml();
    for (String way :
        List.of(
            "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(")) {
      assertFalse(page.contains(way), way);
    }
  }

  @Test
  void theBrowserRunsThisScriptAloneAndLoadsNothing() throws Exception {
    String page = hostile().toHtml();
    String script = page.substring(page.lastIndexOf("<script>") + 8, page.lastIndexOf("</script>"));
    byte[] sum =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    String hash = Base64.getEncoder().encodeToString(sum);
    assertTrue(page.contains("default-src 'none'"));
    assertTrue(page.contains("script-src 'sha256-" + hash + "'"), hash);
    assertFalse(
        Pattern.compile("(src|href)\\s*=\\s*[\"']?http|@import|url\\(").matcher(page).find());
  }

  @Test
  void searchesWithoutTrialsOrScoresHaveAPage() throws IOException {
    HyperParameters hp = new HyperParameters();
    hp.Int("units", 1, 5);
    SearchReport empty = report("p", hp);
    assertEquals(empty.search(), record(data(empty.toHtml())));
    SearchReport failed =
        report("p", hp, trial("0", TrialStatus.FAILED, Map.of("units", 2), null, "x", List.of()));
    assertEquals(failed.search(), record(data(failed.toHtml())));
    SearchReport nothing = report("/", new HyperParameters());
    assertEquals("", data(nothing.toHtml()).get("title").textValue());
  }

  @Test
  void aHundredTrialsAreLessThanAMegabyte() throws IOException {
    HyperParameters hp = new HyperParameters();
    hp.Int("units", 1, 500);
    List<EpochRecord> epochs =
        IntStream.range(0, 50)
            .mapToObj(e -> epoch(e, "loss", e / 7., "accuracy", e / 13., "val_loss", e / 3.))
            .toList();
    TrialRecord[] trials =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    trial(
                        "" + i,
                        TrialStatus.COMPLETED,
                        Map.of("units", i),
                        1. / i,
                        null,
                        List.of(epochs)))
            .toArray(TrialRecord[]::new);
    Path file = temp.resolve("new/report.html");
    report("p", hp, trials).writeHtml(file);
    assertTrue(Files.size(file) < 1_000_000, "" + Files.size(file));
  }

  @Test
  void thePageIsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      String arabic = hostile().toHtml();
      Locale.setDefault(Locale.ROOT);
      assertEquals(hostile().toHtml(), arabic);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    SearchReport report = hostile();
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> report.writeHtml(temp));
    assertTrue(e.getMessage().startsWith("The report of the search cannot be written to " + temp));
    assertThrows(NullPointerException.class, () -> report.writeHtml(null));
  }

  @Test
  void tunersAndOraclesReport() throws IOException {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    RandomSearchOracle oracle =
        new RandomSearchOracle(
            new OracleOptions()
                .hyperparameters(hp)
                .objective(new Objective("y", Direction.MAX))
                .maxTrials(2)
                .seed(1));
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("project"));
    oracle.complete(oracle.ask().trialId(), Map.of("y", 0.25));
    JsonNode data = data(oracle.report().toHtml());
    assertEquals("project", data.get("title").textValue());
    assertEquals("max", data.get("direction").textValue());
    assertEquals(oracle.record(), record(data));
  }
}
