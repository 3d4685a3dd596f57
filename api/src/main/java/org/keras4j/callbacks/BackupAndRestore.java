package org.keras4j.callbacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.Folders;
import org.keras4j.internal.callbacks.ModelAccess;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.optimizers.Optimizer;

/**
 * Lets a training that was cut off go on where it was: Keras's {@code BackupAndRestore}.
 *
 * <p>After each epoch it saves the weights, the optimizer's state and the number of the epoch. If
 * {@code fit} finds a backup in the folder, it restores that and begins with the epoch after it. An
 * epoch that was cut off is repeated from its start. At the end of training the backup is deleted.
 *
 * <p>What a {@link ModelCheckpoint} with {@code saveBestOnly} has seen as the best value is kept,
 * too, so that the resumed training does not replace the best model by a worse one.
 *
 * <p>There are two files, {@code training_metadata.json} and the weights it names. The first is
 * replaced at once, after the second is complete, so that they always belong together, whenever the
 * process or the machine ends. The weights are in Keras's {@code .weights.h5}, under two names in
 * turn. Keras's own callback goes on from there, too, as the weights then get the name that it
 * looks for as well, and what it has left is restored.
 *
 * <p>This callback belongs behind the others. Those behind it have not seen the epoch yet when it
 * counts as done, so if the process ends just then, the row of a {@link CSVLogger} is lost. What is
 * before it may see an epoch twice.
 */
public final class BackupAndRestore extends Callback {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final System.Logger LOG = System.getLogger("org.keras4j");
  private static final String METADATA = "training_metadata.json";
  private static final String PREVIOUS = METADATA + ".bkp";
  private static final String[] WEIGHTS = {"latest_0.weights.h5", "latest_1.weights.h5"};

  /** Keras has this one, which its metadata does not name; earlier versions of ours the others. */
  private static final String OF_KERAS = "latest.weights.h5";

  private static final Set<String> READABLE =
      Set.of(WEIGHTS[0], WEIGHTS[1], OF_KERAS, "latest_0.weights.npz", "latest_1.weights.npz");

  private final Path folder;
  private int saveFreq;
  private boolean doubleCheckpoint;
  private boolean deleteCheckpoint = true;

  private List<Callback> siblings = List.of();
  private int epoch;
  private int lastBatch;
  private int batches;

  /**
   * Makes the callback.
   *
   * @param backupDir a folder for this training alone; it is made if it does not exist
   */
  public BackupAndRestore(Path backupDir) {
    folder = backupDir;
    if (backupDir.toString().isEmpty()) {
      throw new IllegalArgumentException(
          "BackupAndRestore: backupDir must be the path of a folder; received an empty path");
    }
  }

  /** Makes the callback with a folder for this training alone. */
  public BackupAndRestore(String backupDir) {
    this(Path.of(backupDir));
  }

  /**
   * Saves each time that many batches have been trained on, too few for an epoch; the epoch is
   * repeated all the same, with the weights saved last.
   */
  public BackupAndRestore saveFreq(int everyBatches) {
    if (everyBatches < 1) {
      throw new IllegalArgumentException(
          "BackupAndRestore: saveFreq must be at least 1; received " + everyBatches);
    }
    saveFreq = everyBatches;
    return this;
  }

  /**
   * Sets whether the backup before the last one is kept, too, in case the last one cannot be read.
   * By default false.
   */
  public BackupAndRestore doubleCheckpoint(boolean keepPrevious) {
    doubleCheckpoint = keepPrevious;
    return this;
  }

  /** Sets whether the backup is deleted when training has ended. By default true. */
  public BackupAndRestore deleteCheckpoint(boolean delete) {
    deleteCheckpoint = delete;
    return this;
  }

  @Override
  void together(List<Callback> all) {
    siblings = all;
  }

  @Override
  public void onTrainBegin() {
    if (!model().isBuilt()) {
      throw new IllegalStateException(
          "BackupAndRestore: model '"
              + model().name()
              + "' must be built before fit, so that its weights can be restored; begin it with"
              + " Input.of(…) or call build(shape)");
    }
    Folders.requireWritable("BackupAndRestore", folder);
    batches = 0;
    lastBatch = 0;
    epoch = 0;
    if (!Files.exists(metadata())) {
      return;
    }
    try {
      restore(metadata());
    } catch (IOException | UncheckedIOException e) {
      if (!Files.exists(folder.resolve(PREVIOUS))) {
        throw failure("restore", e);
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "The backup in {0} cannot be read ({1}); the one before it is used",
          folder,
          e.getMessage());
      try {
        restore(folder.resolve(PREVIOUS));
      } catch (IOException | UncheckedIOException again) {
        throw failure("restore", again);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "BackupAndRestore: the backup in "
              + folder
              + " is not of this model; to train from the beginning, delete the folder: "
              + e.getMessage(),
          e);
    }
  }

  private Path metadata() {
    return folder.resolve(METADATA);
  }

  private void restore(Path description) throws IOException {
    JsonNode json = json(description);
    String weights = json.path("weights").asText(OF_KERAS);
    if (!json.path("epoch").isInt()
        || json.path("epoch").asInt() < 0
        || !READABLE.contains(weights)) {
      throw new IOException(description + " does not say which epoch and which weights it is of");
    }
    Optimizer optimizer = model().optimizer();
    OptimizerAccess.get().build(optimizer, model().trainableWeights());
    model().loadWeights(folder.resolve(weights));
    epoch = json.get("epoch").asInt();
    for (Callback c : siblings) {
      JsonNode memory = json.path("callbacks").path(String.valueOf(c.memoryName()));
      if (memory.isNumber()) {
        c.recall(memory.asDouble());
      }
    }
    ModelAccess.get().resumeAt(model(), epoch);
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is damaged: it is no JSON", e);
    }
  }

  @Override
  public void onEpochBegin(int newEpoch) {
    epoch = newEpoch;
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    lastBatch = batch;
    if (saveFreq > 0 && ++batches >= saveFreq) {
      batches = 0;
      save();
    }
  }

  @Override
  public void onEpochEnd(int ended, Logs logs) {
    epoch = ended + 1;
    lastBatch = 0;
    if (saveFreq == 0) {
      save();
    }
  }

  private void save() {
    try {
      Files.createDirectories(folder);
      String inUse = weightsInUse();
      String weights = WEIGHTS[0].equals(inUse) ? WEIGHTS[1] : WEIGHTS[0];
      // First, as the weights of what has been the previous backup are replaced now.
      if (doubleCheckpoint && Files.exists(metadata())) {
        byte[] last = Files.readAllBytes(metadata());
        AtomicFiles.replace(folder.resolve(PREVIOUS), f -> Files.write(f, last));
      }
      model().saveWeights(folder.resolve(weights));
      ObjectNode json = JSON.createObjectNode();
      json.put("epoch", epoch).put("batch", lastBatch).put("weights", weights);
      ObjectNode memories = json.putObject("callbacks");
      for (Callback c : siblings) {
        String name = c.memoryName();
        Double memory = c.memory();
        if (name != null && memory != null && Double.isFinite(memory)) {
          memories.put(name, memory);
        }
      }
      AtomicFiles.replace(metadata(), f -> Files.write(f, JSON.writeValueAsBytes(json)));
      boolean ofKerasInUse = doubleCheckpoint && OF_KERAS.equals(inUse);
      if (!ofKerasInUse) {
        forKeras(folder.resolve(weights));
      }
      for (String other : READABLE) {
        if (!List.of(weights, OF_KERAS).contains(other)
            && !(doubleCheckpoint && other.equals(inUse))) {
          Files.deleteIfExists(folder.resolve(other));
        }
      }
    } catch (IOException e) {
      throw failure("save", e);
    }
  }

  /** Lets Keras find the weights: by a second name of the same file where there are such. */
  private void forKeras(Path weights) throws IOException {
    Path name = folder.resolve(OF_KERAS);
    AtomicFiles.replace(
        name,
        f -> {
          Files.delete(f);
          try {
            Files.createLink(f, weights);
          } catch (IOException | UnsupportedOperationException e) {
            Files.copy(weights, f);
          }
        });
  }

  private String weightsInUse() {
    try {
      return JSON.readTree(Files.readAllBytes(metadata())).path("weights").asText(OF_KERAS);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void onTrainEnd(Logs logs) {
    if (!deleteCheckpoint) {
      return;
    }
    try {
      // The description first: without it the rest is no backup.
      Files.deleteIfExists(metadata());
      Files.deleteIfExists(folder.resolve(PREVIOUS));
      for (String weights : READABLE) {
        Files.deleteIfExists(folder.resolve(weights));
      }
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        // Somebody keeps other files there.
      }
    } catch (IOException e) {
      throw failure("delete", e);
    }
  }

  private UncheckedIOException failure(String what, Exception e) {
    String advice =
        what.equals("restore") ? "; to train from the beginning, delete the folder" : "";
    IOException cause = e instanceof IOException io ? io : new IOException(FileErrors.reason(e), e);
    return FileErrors.unchecked(
        "BackupAndRestore could not " + what + " the backup in " + folder + advice, cause);
  }
}
