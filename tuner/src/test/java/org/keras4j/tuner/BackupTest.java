package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.Logs;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Lambda;
import org.keras4j.metrics.MeanAbsoluteError;
import org.keras4j.optimizers.Adam;

/** A search that is cut off and resumed ends with the same files as one that is not. */
@Timeout(240)
class BackupTest extends CutSearches {
  private RandomSearch random() {
    return new RandomSearch(CutSearches::build).maxTrials(2).executionsPerTrial(2);
  }

  @Test
  void aSearchThatIsCutOffAgainAndAgainIsTheSame() throws IOException {
    // Never as long as an execution: without backups it would not come to an end.
    int more = compare(this::random, 2 * BATCHES - 1, this::everyCallback);
    assertTrue(more > 0);
    byte[] log = Files.readAllBytes(temp.resolve("log.csv"));
    String twice = Files.readString(temp.resolve("all.csv"));
    Files.delete(temp.resolve("log.csv"));
    Files.delete(temp.resolve("all.csv"));
    search(prepared(random(), "third"), this::everyCallback);
    assertTrue(Arrays.equals(log, Files.readAllBytes(temp.resolve("log.csv"))));
    String once = Files.readString(temp.resolve("all.csv"));
    assertEquals(once + once.substring(once.indexOf('\n') + 1), twice);
  }

  @Test
  void wheneverItIsCutOff() throws IOException {
    int all = 2 * 5 * BATCHES;
    search(
        prepared(new RandomSearch(CutSearches::build).maxTrials(1).executionsPerTrial(2), "whole"),
        this::everyCallback);
    Map<String, String> expected = contents("whole");
    for (int after = 1; after <= all; after += 4) {
      String project = "cut" + after;
      for (int part : new int[] {after, Integer.MAX_VALUE}) {
        Cut cut = new Cut(part);
        RandomSearch tuner =
            prepared(
                new RandomSearch(CutSearches::build).maxTrials(1).executionsPerTrial(2), project);
        try {
          search(tuner, o -> everyCallback(o.callbacks(cut)));
        } catch (CancellationException e) {
          assertEquals(after, cut.batches);
        }
      }
      assertEquals(expected, contents(project), "cut off after batch " + after);
    }
  }

  /** Passes over the data that do not end with epochs, an order of their own for each. */
  @Test
  void theDataGoOnWhereTheyWere() throws IOException {
    compare(
        () -> new RandomSearch(CutSearches::buildWithDecay).maxTrials(2),
        3,
        o -> o.stepsPerEpoch(2).reshuffleEachEpoch(true));
    compare(
        () -> new RandomSearch(CutSearches::buildWithDecay).maxTrials(3),
        2 * BATCHES - 1,
        o -> o.reshuffleEachEpoch(true));
  }

  @Test
  void prunedAndPromotedTrials() throws IOException {
    compare(
        () ->
            new RandomSearch(CutSearches::build)
                .maxTrials(5)
                .pruner(new MedianPruner().startupTrials(2)),
        2 * BATCHES - 1,
        o -> {});
    search(
        prepared(new Hyperband(CutSearches::build).maxEpochs(4).factor(2), "hyperband"), o -> {});
    Map<String, String> expected = contents("hyperband");
    boolean done = false;
    while (!done) {
      Cut cut = new Cut(2 * BATCHES - 1);
      Hyperband tuner = new Hyperband(CutSearches::build).maxEpochs(4).factor(2);
      try {
        search(prepared(tuner, "hyperband_cut"), o -> o.callbacks(cut));
        done = true;
      } catch (CancellationException e) {
        assertEquals(2 * BATCHES - 1, cut.batches);
      }
    }
    assertEquals(expected, contents("hyperband_cut"));
  }

  /** As a process leaves it that is killed while it writes its first backup. */
  @Test
  void anUnfinishedFirstBackup() throws IOException {
    search(prepared(one(), "whole"), o -> {});
    assertThrows(
        CancellationException.class,
        () -> search(prepared(one(), "cut"), o -> o.callbacks(new Cut(BATCHES + 1))));
    Path backup = temp.resolve("cut/trial_0/backup");
    for (String name : List.of("state.json", "variables_0.h5", "variables_1.h5")) {
      Files.deleteIfExists(backup.resolve(name));
    }
    Files.createFile(backup.resolve(".variables_0.h5.0-1-1.tmp"));
    search(prepared(one(), "cut"), o -> {});
    assertEquals(contents("whole"), contents("cut"));
    assertFalse(Files.exists(backup));
  }

  /** Each layer draws on from where its own generator was. */
  @Test
  void augmentation() throws IOException {
    int more =
        compare(
            () ->
                new RandomSearch(CutSearches::buildWithAugmentation)
                    .maxTrials(2)
                    .executionsPerTrial(2),
            2 * BATCHES - 1,
            o -> {});
    assertTrue(more > 0);
  }

  @Test
  void severalWorkers() throws IOException {
    search(prepared(random().maxTrials(4), "whole"), this::watched);
    boolean done = false;
    for (int after = 8; !done; after++) {
      int limit = after;
      RandomSearch tuner = prepared(random().maxTrials(4).workers(2), "cut");
      try {
        search(
            tuner,
            o -> {
              watched(o);
              o.callbacks(new Cut(limit));
            });
        done = true;
      } catch (CancellationException e) {
        assertFalse(Thread.interrupted());
      }
    }
    assertEquals(contents("whole"), contents("cut"));
  }

  private void watched(FitOptions o) {
    o.callbacks(new EarlyStopping("val_loss").patience(1).restoreBestWeights(true));
  }

  /** What the model is worth with the weights that EarlyStopping restores. */
  private static final class Evaluated extends HyperModel {
    private final int fits;

    Evaluated(int fits) {
      this.fits = fits;
    }

    @Override
    public Model build(HyperParameters hp) {
      return CutSearches.build(hp);
    }

    @Override
    public TrialResult run(HyperParameters hp, Model model, FitOptions options) {
      Map<String, Double> scores = new LinkedHashMap<>();
      for (int i = 0; i < fits; i++) {
        History history = fit(hp, model, options);
        scores.put("epochs_" + i, (double) history.epoch().size());
      }
      scores.put("val_loss", model.evaluate(X_VAL, Y_VAL, o -> o.verbose(0)).asMap().get("loss"));
      return TrialResult.of(scores);
    }
  }

  @Test
  void whatTheHyperModelDoesAfterFit() throws IOException {
    compare(
        () -> new RandomSearch(new Evaluated(1)).maxTrials(2).executionsPerTrial(2),
        2 * BATCHES - 1,
        this::everyCallback);
  }

  /** Cut off in the first, the second fit, and in the second execution. */
  @Test
  void aSecondFitRunsTheTrialAgain() throws IOException {
    search(
        prepared(new RandomSearch(new Evaluated(2)).maxTrials(1).executionsPerTrial(2), "whole"),
        o -> {});
    Map<String, String> expected = contents("whole");
    for (int after : new int[] {7, 17, 22, 38}) {
      for (int part : new int[] {after, Integer.MAX_VALUE}) {
        Cut cut = new Cut(part);
        RandomSearch tuner =
            prepared(
                new RandomSearch(new Evaluated(2)).maxTrials(1).executionsPerTrial(2),
                "cut" + after);
        try {
          search(tuner, o -> o.callbacks(cut));
          assertTrue(cut.batches <= 60, "" + cut.batches);
          // The first execution is not repeated.
          assertTrue(after < 31 || cut.batches <= 30, after + ": " + cut.batches);
        } catch (CancellationException e) {
          assertEquals(after, cut.batches);
        }
      }
      assertEquals(expected, contents("cut" + after), "cut off after batch " + after);
    }
  }

  private RandomSearch one() {
    return new RandomSearch(CutSearches::build).maxTrials(1);
  }

  /** Cuts a search off after its third epoch; the second program goes on. */
  private int goOn(RandomSearch first, RandomSearch second, Consumer<FitOptions> options)
      throws IOException {
    String project = "p" + searches++;
    assertThrows(
        CancellationException.class,
        () -> search(prepared(first, project), o -> o.callbacks(new Cut(3 * BATCHES + 1))));
    assertTrue(Files.exists(temp.resolve(project + "/trial_0/backup/state.json")));
    damage.accept(temp.resolve(project + "/trial_0/backup"));
    Cut counter = new Cut(Integer.MAX_VALUE);
    search(prepared(second, project), o -> options.accept(o.callbacks(counter)));
    assertFalse(Files.exists(temp.resolve(project + "/trial_0/backup")));
    return counter.batches / BATCHES;
  }

  private int searches;
  private Consumer<Path> damage = folder -> {};

  @Test
  void aChangedProgramRunsTheTrialAgain() throws IOException {
    assertEquals(2, goOn(one(), one(), o -> {}));
    assertEquals(6, goOn(one(), one(), o -> o.epochs(6)));
    assertEquals(5, goOn(one(), one(), this::watchedLong));
    assertEquals(5, goOn(one(), one().executionsPerTrial(1).backup(false), o -> {}));
    assertEquals(10, goOn(one(), one().executionsPerTrial(2), o -> {}));
    assertEquals(5, goOn(one(), other(0.3, 0.01), o -> {}), "another learning rate");
    assertEquals(5, goOn(one(), other(0.4, 0.05), o -> {}), "another rate of dropout");
  }

  private void watchedLong(FitOptions o) {
    o.callbacks(new EarlyStopping("val_loss").patience(9));
  }

  private static RandomSearch other(double dropout, double rate) {
    return new RandomSearch(hp -> build(hp, dropout, new Adam(rate))).maxTrials(1);
  }

  @Test
  void aDamagedBackupRunsTheTrialAgain() throws IOException {
    for (String name : List.of("state.json", "variables_0.h5")) {
      for (int cut : new int[] {0, 1000}) {
        damage =
            folder -> {
              Path file = folder.resolve(name);
              try {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, Math.max(0, bytes.length - 1 - cut)));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            };
        assertEquals(5, goOn(one(), one(), o -> {}), name + " " + cut);
      }
    }
  }

  @Test
  void aCallbackThatCannotSaySoIsNotResumed() {
    assertThrows(
        CancellationException.class,
        () ->
            search(
                prepared(one(), "p"),
                o -> o.callbacks(new LambdaCallback(), new Cut(3 * BATCHES + 1))));
    assertFalse(Files.exists(temp.resolve("p/trial_0/backup")));
  }

  /** Counts epochs and lets the learning rate fall with them. */
  private static final class Falling extends Callback {
    private double factor = 1;

    @Override
    public void onTrainBegin() {
      factor = 1;
    }

    @Override
    public void onEpochBegin(int epoch) {
      factor *= 0.7;
      model().optimizer().learningRate(0.05 * factor);
    }

    @Override
    protected Map<String, Object> saveState() {
      return Map.of("factor", factor);
    }

    @Override
    protected void loadState(Map<String, ?> state) {
      factor = (Double) state.get("factor");
    }
  }

  @Test
  void aCallbackOfOnesOwnGoesOn() throws IOException {
    compare(this::random, 2 * BATCHES - 1, o -> o.callbacks(new Falling()));
  }

  /** Has a state that is not for files, or that it cannot take. */
  private static final class Odd extends Callback {
    private final Object state;

    Odd(Object state) {
      this.state = state;
    }

    @Override
    protected Map<String, Object> saveState() {
      return Map.of("odd", state);
    }

    @Override
    protected void loadState(Map<String, ?> saved) {
      throw new UnsupportedOperationException("no");
    }
  }

  @Test
  void statesThatCannotBeSavedOrTaken() throws IOException {
    RandomSearch tuner = prepared(one(), "odd");
    search(tuner, o -> o.callbacks(new Odd(new long[1])));
    String message = tuner.oracle().trials().get(0).message();
    assertTrue(message.contains(Odd.class.getName() + ": saveState must return"), message);
    assertTrue(message.contains("received a [J"), message);
    assertThrows(
        CancellationException.class,
        () -> search(prepared(one(), "p"), o -> o.callbacks(new Odd(1), new Cut(3 * BATCHES + 1))));
    Cut counter = new Cut(Integer.MAX_VALUE);
    search(prepared(one(), "p"), o -> o.callbacks(new Odd(1), counter));
    assertEquals(5 * BATCHES, counter.batches);
  }

  /** A layer that no config describes. */
  @Test
  void aModelThatCannotBeWritten() throws IOException {
    HyperModel.Builder build =
        hp -> {
          Sequential model = new Sequential();
          model.add(Input.of(4)).add(new Lambda((tf, x) -> tf.math.neg(x)));
          model.add(new Dense(hp.Int("units", 2, 9))).add(new Dropout(0.2)).add(new Dense(1));
          model.compile(c -> c.loss("mse").optimizer("rmsprop").metrics(new MeanAbsoluteError()));
          return model;
        };
    compare(() -> new RandomSearch(build).maxTrials(2), 2 * BATCHES - 1, o -> {});
  }

  /** Waits for the end of its process at some batch. */
  private static final class Waiting extends Callback {
    private final int after;
    private int batches;

    Waiting(int after) {
      this.after = after;
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
      if (++batches == after) {
        System.out.println("kill me");
        while (true) {
          LockSupport.park();
        }
      }
    }

    @Override
    protected Map<String, Object> saveState() {
      return Map.of();
    }
  }

  /** A program that is killed in the middle of the third epoch. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] args) {
      BackupTest test = new BackupTest();
      test.temp = Path.of(args[0]);
      test.search(
          test.prepared(test.one(), "killed"), o -> o.callbacks(new Waiting(2 * BATCHES + 2)));
    }
  }

  private String errors() {
    try {
      return Files.readString(temp.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** That of this process, which may have its modules elsewhere. */
  private static String classPath() throws URISyntaxException {
    // Beside the classes of this package, in four folders.
    Path tests = Path.of(BackupTest.class.getResource("BackupTest.class").toURI());
    for (int i = 0; i < 4; i++) {
      tests = tests.getParent();
    }
    return String.join(
        File.pathSeparator,
        tests.toString(),
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path"));
  }

  @Test
  void aProcessThatIsKilled() throws Exception {
    search(prepared(one(), "whole"), o -> {});
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", classPath(), Killed.class.getName(), temp.toString())
            .redirectError(temp.resolve("errors").toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.equals("kill me")) {
        line = out.readLine();
      }
      assertEquals("kill me", line, () -> errors());
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertTrue(Files.exists(temp.resolve("killed/trial_0/backup/state.json")));
    Waiting none = new Waiting(Integer.MAX_VALUE);
    search(prepared(one(), "killed"), o -> o.callbacks(none));
    assertEquals(3, none.batches / BATCHES, "from the third epoch on");
    assertEquals(contents("whole"), contents("killed"));
  }
}
