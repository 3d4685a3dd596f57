package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A search that KerasTuner has made, and that is made again step by step. */
final class FollowedSearch {
  private final JsonObject search;
  private final JsonObject settings;
  private final boolean likeKerasTuner;
  private final List<HyperParameter> late;
  private final List<Integer> running = new ArrayList<>();

  FollowedSearch(JsonObject search, boolean likeKerasTuner) {
    this.search = search;
    this.likeKerasTuner = likeKerasTuner;
    settings = search.object("settings");
    late = search.objects("late").stream().map(HyperParameter::fromConfig).toList();
  }

  /** Whether KerasTuner has gone a way of Hyperband that is only followed if it is asked for. */
  static boolean hasDefects(JsonObject search) {
    JsonObject settings = search.object("settings");
    if (settings.members().isEmpty()) {
      return false;
    }
    List<JsonObject> steps = search.objects("steps");
    HyperbandSchedule schedule =
        new HyperbandSchedule(settings.integer("max_epochs"), settings.integer("factor"));
    int planned = 0;
    for (int bracket = 0; bracket < schedule.brackets(); bracket++) {
      for (int round = 0; round <= bracket; round++) {
        planned += schedule.size(bracket, round);
      }
    }
    planned *= settings.integer("hyperband_iterations");
    boolean stopped = steps.get(steps.size() - 1).string("status").equals("STOPPED");
    long trials = steps.stream().map(step -> step.string("id")).distinct().count() - 1;
    return search.integer("workers") > 1
        || search.string("case").contains("failures")
        || (stopped && trials < planned);
  }

  void follow(Path folder) throws IOException {
    Oracle oracle = oracle(folder);
    List<JsonObject> steps = search.objects("steps");
    for (int i = 0; i < steps.size(); i++) {
      if (running.size() == search.integer("workers")) {
        endOldest(oracle);
      }
      if (!search.isNull("resume") && i == search.integer("resume")) {
        oracle = resumed(folder);
      }
      Trial trial = oracle.createTrial("tuner" + i);
      check(steps.get(i), trial, folder, i);
      if (trial.status() == TrialStatus.IDLE) {
        endOldest(oracle);
      } else if (trial.status() == TrialStatus.RUNNING) {
        running.add(i);
      }
    }
    while (!running.isEmpty()) {
      endOldest(oracle);
    }
    oracle.save();
    checkState(saved(folder));
  }

  /** The same values in the same order, but all workers are busy as long as there are any. */
  void followBusy(Path folder) {
    List<String> theirs =
        search.objects("steps").stream()
            .filter(step -> step.string("status").equals("RUNNING"))
            .map(step -> PythonText.repr(step.object("values").members()))
            .toList();
    Oracle oracle = oracle(folder);
    List<Trial> busy = new ArrayList<>();
    for (String values : theirs) {
      if (busy.size() == search.integer("workers")) {
        oracle.complete(busy.remove(0).trialId(), Map.of("score", 1.0));
      }
      Trial trial = oracle.ask();
      busy.add(trial);
      assertEquals(TrialStatus.RUNNING, trial.status());
      assertEquals(values, PythonText.repr(trial.hyperparameters().values()));
    }
    if (search.objects("steps").stream().anyMatch(s -> s.string("status").equals("STOPPED"))) {
      busy.forEach(trial -> oracle.complete(trial.trialId(), Map.of("score", 1.0)));
      assertEquals(TrialStatus.STOPPED, oracle.ask().status());
    }
  }

  /** Goes on with KerasTuner's files in the place of those written here. */
  private Oracle resumed(Path folder) throws IOException {
    Path theirs = folder.resolve("theirs");
    JsonObject files = search.object("files");
    for (String name : files.members().keySet()) {
      Files.createDirectories(theirs.resolve(name).getParent());
      Files.writeString(theirs.resolve(name), files.string(name));
    }
    oracle(theirs).reload();
    Oracle oracle = oracle(folder);
    oracle.reload();
    assertEquals(ids(oracle(theirs, true)), ids(oracle));
    return oracle;
  }

  private static List<String> ids(Oracle oracle) {
    return oracle.trials().stream().map(Trial::toString).toList();
  }

  private Oracle oracle(Path folder, boolean reload) {
    Oracle oracle = oracle(folder);
    if (reload) {
      oracle.reload();
    }
    return oracle;
  }

  private Oracle oracle(Path folder) {
    OracleOptions options =
        new OracleOptions()
            .objective(new Objective("score", search.string("direction")))
            .maxTrials(search.isNull("max_trials") ? null : (Integer) search.integer("max_trials"))
            .seed(search.integer("seed"))
            .maxRetriesPerTrial(1)
            .hyperparameters(HyperParameters.fromConfig(search.object("hyperparameters")));
    Oracle oracle =
        settings.members().isEmpty()
            ? new GridSearchOracle(options)
            : new HyperbandOracle(
                options,
                settings.integer("max_epochs"),
                settings.integer("factor"),
                settings.integer("hyperband_iterations"),
                likeKerasTuner);
    oracle.setSilent(true);
    oracle.setProjectFolder(folder);
    return oracle;
  }

  private void check(JsonObject step, Trial trial, Path folder, int number) throws IOException {
    String where = "step " + number;
    assertEquals(step.string("id"), trial.trialId(), where);
    assertEquals(step.string("status"), trial.status().name(), where);
    if (trial.status() == TrialStatus.RUNNING) {
      assertEquals(
          PythonText.repr(step.object("values").members()),
          PythonText.repr(trial.hyperparameters().values()),
          where);
      assertEquals(step.longInteger("seed_state"), saved(folder).longInteger("seed_state"), where);
    }
  }

  private void endOldest(Oracle oracle) {
    JsonObject step = search.objects("steps").get(running.remove(0));
    Trial trial = oracle.getTrial(step.string("id")).forWorker();
    TrialStatus status = TrialStatus.valueOf(step.string("end"));
    if (status == TrialStatus.COMPLETED) {
      trial.hyperparameters().merge(late, false);
      oracle.updateTrial(trial.trialId(), Map.of("score", step.number("score")), 0);
    }
    trial.setStatus(status);
    oracle.endTrial(trial);
  }

  private static JsonObject saved(Path folder) throws IOException {
    return Json.read(Files.readString(folder.resolve("oracle.json")), "oracle.json");
  }

  private void checkState(JsonObject ours) {
    Map<String, Object> state = new TreeMap<>(ours.members());
    state.put("tried_so_far", digest(ours.strings("tried_so_far").stream().sorted().toList()));
    JsonObject hashes = ours.object("id_to_hash");
    state.put(
        "id_to_hash",
        digest(
            new TreeMap<>(hashes.members())
                .entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList()));
    search
        .object("state")
        .members()
        .forEach(
            (name, value) ->
                assertEquals(PythonText.repr(value), PythonText.repr(state.get(name)), name));
  }

  private static String digest(Object value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json(value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As Python writes it. */
  private static String json(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(FollowedSearch::json).collect(Collectors.joining(", ", "[", "]"))
        : '"' + value.toString() + '"';
  }
}
