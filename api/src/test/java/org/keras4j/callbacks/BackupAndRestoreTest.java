package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

class BackupAndRestoreTest {

  private static final NDArray X = NDArray.wrap(new float[] {0, 1, 2, 3, 4, 5}, 6, 1);
  private static final NDArray Y = NDArray.wrap(new float[] {3, 5, 4, 1, 2, 0}, 6, 1);

  @TempDir Path temporary;

  private Path backup() {
    return temporary.resolve("backup");
  }

  private static Sequential model() {
    Sequential m = Sequential.of(Input.of(1), new Dense(1).kernelInitializer(new Constant(0.5)));
    m.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
    return m;
  }

  private History fit(Sequential model, Callback... callbacks) {
    return model.fit(
        X, Y, o -> o.verbose(0).epochs(6).batchSize(2).shuffle(false).callbacks(callbacks));
  }

  private static Callback interruption(int epoch, int batch) {
    boolean[] now = new boolean[1];
    return new LambdaCallback()
        .onEpochBegin(e -> now[0] = e == epoch)
        .onTrainBatchEnd(
            (b, logs) -> {
              if (now[0] && b == batch) {
                throw new CancellationException("cut off");
              }
            });
  }

  @Test
  void goesOnAsIfNothingHadHappened() {
    List<Double> uninterrupted;
    List<NDArray> end;
    try (Sequential whole = model()) {
      uninterrupted = fit(whole).get("loss");
      end = whole.getWeights();
    }
    try (Sequential first = model()) {
      assertThrows(
          CancellationException.class,
          () -> fit(first, new BackupAndRestore(backup()), interruption(3, 1)));
    }
    assertTrue(Files.exists(backup().resolve("training_metadata.json")));
    try (Sequential second = model()) {
      History h = fit(second, new BackupAndRestore(backup()));
      assertEquals(List.of(3, 4, 5), h.epoch());
      assertEquals(uninterrupted.subList(3, 6), h.get("loss"));
      assertEquals(end, second.getWeights());
      assertEquals(18, second.optimizer().iterations());
    }
    assertFalse(Files.exists(backup()), "the backup is deleted at the end");
  }

  private Callback[] resumable(Callback... last) {
    String best = temporary.resolve("best.weights.npz").toString();
    Callback[] all = new Callback[3 + last.length];
    double[] values = {3, 1, 2, 2, 0.5, 2};
    all[0] = new LambdaCallback().onEpochEnd((e, logs) -> logs.put("val_loss", values[e]));
    all[1] = new ModelCheckpoint(best).saveWeightsOnly(true).saveBestOnly(true);
    all[2] = new BackupAndRestore(backup());
    System.arraycopy(last, 0, all, 3, last.length);
    return all;
  }

  /** In Keras the first epoch after the resumption is saved as the best, whatever it is like. */
  @Test
  void theBestModelOutlivesTheResumption() throws IOException {
    Path best = temporary.resolve("best.weights.npz");
    try (Sequential first = model()) {
      assertThrows(CancellationException.class, () -> fit(first, resumable(interruption(2, 1))));
    }
    byte[] ofTheSecondEpoch = Files.readAllBytes(best);
    try (Sequential second = model()) {
      assertThrows(CancellationException.class, () -> fit(second, resumable(interruption(4, 1))));
    }
    assertArrayEquals(ofTheSecondEpoch, Files.readAllBytes(best));
    try (Sequential third = model();
        Sequential copy = model()) {
      List<NDArray> ofTheFifthEpoch = new java.util.ArrayList<>();
      fit(
          third,
          resumable(
              new LambdaCallback()
                  .onEpochEnd(
                      (e, logs) -> {
                        if (e == 4) {
                          ofTheFifthEpoch.addAll(third.getWeights());
                        }
                      })));
      copy.loadWeights(best);
      assertEquals(ofTheFifthEpoch, copy.getWeights());
    }
  }

  @Test
  void aFinishedTrainingIsNotRepeatedIfItsBackupIsKept() {
    try (Sequential m = model()) {
      fit(m, new BackupAndRestore(backup()).deleteCheckpoint(false));
      List<NDArray> end = m.getWeights();
      History h = fit(m, new BackupAndRestore(backup()).deleteCheckpoint(false));
      assertTrue(h.epoch().isEmpty());
      assertEquals(end, m.getWeights());
    }
  }

  @Test
  void savesWithinEpochsToo() {
    List<NDArray> saved = new java.util.ArrayList<>();
    try (Sequential first = model()) {
      assertThrows(
          CancellationException.class,
          () ->
              fit(
                  first,
                  new BackupAndRestore(backup()).saveFreq(2),
                  new LambdaCallback()
                      .onTrainBatchEnd(
                          (b, l) -> {
                            if (first.optimizer().iterations() == 4) {
                              saved.addAll(first.getWeights());
                            }
                          }),
                  interruption(1, 1)));
    }
    try (Sequential second = model()) {
      List<NDArray> restored = new java.util.ArrayList<>();
      History h =
          fit(
              second,
              new BackupAndRestore(backup()).saveFreq(2),
              new LambdaCallback().onTrainBegin(() -> restored.addAll(second.getWeights())));
      assertEquals(1, h.epoch().get(0));
      assertEquals(saved, restored);
    }
  }

  @Test
  void usesTheBackupBeforeIfTheLastOneIsDamaged() throws IOException {
    try (Sequential first = model()) {
      assertThrows(
          CancellationException.class,
          () ->
              fit(
                  first,
                  new BackupAndRestore(backup()).doubleCheckpoint(true),
                  interruption(3, 0)));
    }
    damageLatest();
    try (Sequential second = model()) {
      assertEquals(
          2, fit(second, new BackupAndRestore(backup()).doubleCheckpoint(true)).epoch().get(0));
    }
    assertFalse(Files.exists(backup()));
  }

  /** Otherwise the previous backup would have the weights of the next one for a while. */
  @Test
  void theBackupBeforeNamesNoWeightsThatAreBeingReplaced() throws IOException {
    Path metadata = backup().resolve("training_metadata.json");
    try (Sequential m = model()) {
      var atEnd =
          new LambdaCallback()
              .onEpochBegin(
                  e -> {
                    if (e == 2) {
                      blockNextWeights();
                    }
                  });
      assertThrows(
          UncheckedIOException.class,
          () -> fit(m, new BackupAndRestore(backup()).doubleCheckpoint(true), atEnd));
    }
    String last = Files.readString(metadata);
    assertTrue(last.contains("latest_1.weights.h5"), last);
    assertEquals(last, Files.readString(backup().resolve("training_metadata.json.bkp")));
  }

  private void blockNextWeights() {
    try {
      Files.delete(backup().resolve("latest_0.weights.h5"));
      Files.createDirectory(backup().resolve("latest_0.weights.h5"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keras's callback always writes to the same file, which its metadata does not name. */
  @ParameterizedTest
  @CsvSource({
    "latest.weights.h5, ''",
    "latest_1.weights.npz, ', \"weights\": \"latest_1.weights.npz\"'"
  })
  void goesOnFromBackupsOfKerasAndOfEarlierVersions(String weights, String named)
      throws IOException {
    Files.createDirectories(backup());
    List<NDArray> saved = new java.util.ArrayList<>();
    try (Sequential first = model()) {
      first.fit(X, Y, o -> o.verbose(0).epochs(2).batchSize(2));
      first.saveWeights(backup().resolve(weights));
      saved.addAll(first.getWeights());
    }
    Files.writeString(
        backup().resolve("training_metadata.json"), "{\"epoch\": 2, \"batch\": 0" + named + "}");
    try (Sequential second = model()) {
      List<NDArray> restored = new java.util.ArrayList<>();
      History h =
          fit(
              second,
              new BackupAndRestore(backup()),
              new LambdaCallback().onTrainBegin(() -> restored.addAll(second.getWeights())));
      assertEquals(List.of(2, 3, 4, 5), h.epoch());
      assertEquals(saved, restored);
      assertEquals(18, second.optimizer().iterations());
    }
    assertFalse(Files.exists(backup()), "the backup is deleted at the end");
  }

  /** Keras looks for one name, and the metadata has what it reads of it. */
  @Test
  void leavesTheWeightsUnderTheNameThatKerasLooksFor() throws IOException {
    for (int epoch : new int[] {2, 3}) {
      try (Sequential m = model()) {
        assertThrows(
            CancellationException.class,
            () ->
                fit(
                    m,
                    new BackupAndRestore(backup()).doubleCheckpoint(true),
                    interruption(epoch, 0)));
      }
      String metadata = Files.readString(backup().resolve("training_metadata.json"));
      assertTrue(metadata.contains("\"epoch\":" + epoch), metadata);
      Path named =
          backup()
              .resolve(
                  metadata.contains("latest_0") ? "latest_0.weights.h5" : "latest_1.weights.h5");
      assertEquals(-1, Files.mismatch(named, backup().resolve("latest.weights.h5")));
    }
  }

  @Test
  void saysSoIfTheBackupIsDamaged() throws IOException {
    try (Sequential m = model()) {
      assertThrows(
          CancellationException.class,
          () -> fit(m, new BackupAndRestore(backup()), interruption(3, 0)));
      damageLatest();
      var e =
          assertThrows(UncheckedIOException.class, () -> fit(m, new BackupAndRestore(backup())));
      assertTrue(e.getMessage().contains(backup().toString()), e.getMessage());
    }
  }

  private void damageLatest() throws IOException {
    String metadata = Files.readString(backup().resolve("training_metadata.json"));
    Path latest =
        backup()
            .resolve(metadata.contains("latest_0") ? "latest_0.weights.h5" : "latest_1.weights.h5");
    byte[] bytes = Files.readAllBytes(latest);
    Files.write(latest, java.util.Arrays.copyOf(bytes, bytes.length / 2));
  }

  @Test
  void keepsFilesOfOthers() throws IOException {
    Files.createDirectories(backup());
    Files.writeString(backup().resolve("notes.txt"), "mine");
    try (Sequential m = model()) {
      fit(m, new BackupAndRestore(backup()));
    }
    try (var files = Files.list(backup())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void refusesBadArguments() {
    assertThrows(IllegalArgumentException.class, () -> new BackupAndRestore(""));
    assertThrows(IllegalArgumentException.class, () -> new BackupAndRestore(backup()).saveFreq(0));
  }

  @Test
  void aBackupThatCannotBeUsedIsToBeDeleted() throws IOException {
    try (Sequential m = model();
        Sequential other = Sequential.of(Input.of(1), new Dense(7), new Dense(1))) {
      assertThrows(
          CancellationException.class,
          () -> fit(m, new BackupAndRestore(backup()), interruption(3, 0)));
      other.compile(c -> c.optimizer("sgd").loss("mse"));
      Exception e =
          assertThrows(
              IllegalArgumentException.class, () -> fit(other, new BackupAndRestore(backup())));
      assertTrue(e.getMessage().contains("delete the folder"), e.getMessage());
      assertTrue(e.getMessage().contains(backup().toString()), e.getMessage());
      damageLatest();
      e = assertThrows(UncheckedIOException.class, () -> fit(m, new BackupAndRestore(backup())));
      assertTrue(e.getMessage().contains("delete the folder"), e.getMessage());
      for (String json : new String[] {"{", "{\"epoch\": \"one\"}", "", "null"}) {
        Files.writeString(backup().resolve("training_metadata.json"), json);
        e = assertThrows(UncheckedIOException.class, () -> fit(m, new BackupAndRestore(backup())));
        assertTrue(e.getMessage().contains("training_metadata.json"), e.getMessage());
        assertTrue(e.getMessage().contains("delete the folder"), e.getMessage());
        assertFalse(e.getMessage().contains("REDACTED"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
  }
}
