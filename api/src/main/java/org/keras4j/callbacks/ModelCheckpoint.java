package org.keras4j.callbacks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Folders;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.PythonFormat;
import org.keras4j.internal.PythonNumbers;

/**
 * Saves the model while it is trained: Keras's {@code ModelCheckpoint}.
 *
 * <pre id="snippet-model-checkpoint">{@code
 * var saving = new ModelCheckpoint(folder + "/best.keras").saveBestOnly(true);
 * model.fit(x, y, o -> o.verbose(0).epochs(5).validationSplit(0.25).callbacks(saving));
 * Model best = Keras.loadModel(folder + "/best.keras");
 * }</pre>
 *
 * <p>Whole models are saved, in files whose names end in {@code .keras}, which {@link
 * org.keras4j.Keras#loadModel} reads; with {@code saveWeightsOnly} the weights with the optimizer's
 * state, in {@code .weights.h5}, Keras's format, or {@code .weights.npz}, which {@link
 * org.keras4j.Model#loadWeights} reads. The file name may contain {@code {epoch}} and {@code
 * {batch}}, counted from 1, and every name in the logs, in Python's forms: {@code
 * "{epoch:02d}-{val_loss:.2f}.weights.npz"}. Folders are made as needed. A file is replaced at
 * once: there is always the old or the new one, whole.
 */
public final class ModelCheckpoint extends MonitorCallback<ModelCheckpoint> {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  private final String filepath;
  private int verbose;
  private boolean saveBestOnly;
  private boolean saveWeightsOnly;
  private int saveFreq;

  private @Nullable Double best;
  private boolean warnedOfNaN;
  private int epoch;
  private int batches;

  /**
   * Makes the callback; it watches {@code val_loss} and saves at the end of each epoch.
   *
   * @param filepath the file, with fields to be filled in
   */
  public ModelCheckpoint(String filepath) {
    super(0);
    this.filepath = filepath;
  }

  /** Sets whether each saving is announced: 0 (the default) no, 1 yes. */
  public ModelCheckpoint verbose(int level) {
    verbose = level;
    return this;
  }

  /** Sets whether only a model that is better than all before is saved. By default false. */
  public ModelCheckpoint saveBestOnly(boolean bestOnly) {
    saveBestOnly = bestOnly;
    return this;
  }

  /**
   * Sets whether only weights are saved, with the optimizer's state, rather than the whole model.
   * By default false.
   */
  public ModelCheckpoint saveWeightsOnly(boolean weightsOnly) {
    saveWeightsOnly = weightsOnly;
    return this;
  }

  /** Saves each time that many batches have been trained on, instead of after each epoch. */
  public ModelCheckpoint saveFreq(int everyBatches) {
    if (everyBatches < 1) {
      throw badArgument("saveFreq", "at least 1", everyBatches);
    }
    saveFreq = everyBatches;
    return this;
  }

  /**
   * Sets what the first value has to be better than, with {@code saveBestOnly}. By default none.
   */
  public ModelCheckpoint initialValueThreshold(double value) {
    best = Numbers.bound(className(), "initialValueThreshold", value);
    return this;
  }

  /** Returns the best value so far, or null. */
  public @Nullable Double best() {
    return best;
  }

  @Override
  public void onTrainBegin() {
    warnedOfNaN = false;
    boolean fits =
        saveWeightsOnly
            ? filepath.endsWith(".weights.h5") || filepath.endsWith(".weights.npz")
            : filepath.endsWith(".keras");
    if (!fits) {
      throw new IllegalArgumentException(
          "ModelCheckpoint: "
              + (saveWeightsOnly
                  ? "with saveWeightsOnly the file name must end in .weights.h5 or .weights.npz"
                  : "the file name must end in .keras, for weights alone call"
                      + " saveWeightsOnly(true)")
              + "; received "
              + filepath);
    }
    requireWritable();
    if (!saveWeightsOnly && model().isBuilt()) {
      requireDescribable();
    }
  }

  /** Better now than after the first epoch. */
  private void requireDescribable() {
    try {
      model().toJson();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "ModelCheckpoint: "
              + e.getMessage()
              + ". Or save the weights alone, by saveWeightsOnly(true) and a file name that ends in"
              + " .weights.h5",
          e);
    }
  }

  /** What is filled in later may name folders, too, so only those before it are known now. */
  private void requireWritable() {
    int field = filepath.indexOf('{');
    Path known = Path.of(field < 0 ? filepath : filepath.substring(0, field) + "x");
    Path folder = known.toAbsolutePath().getParent();
    if (folder != null) {
      Folders.requireWritable("ModelCheckpoint", folder);
    }
    if (field < 0 && Files.isDirectory(known)) {
      throw new IllegalArgumentException(
          "ModelCheckpoint: " + filepath + " is a folder; a file name is needed");
    }
  }

  @Override
  public void onEpochBegin(int newEpoch) {
    epoch = newEpoch;
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    super.onTrainBatchEnd(batch, logs);
    if (saveFreq > 0 && ++batches >= saveFreq) {
      batches = 0;
      save(batch, logs);
    }
  }

  @Override
  public void onEpochEnd(int endedEpoch, Logs logs) {
    if (saveFreq == 0) {
      save(null, logs);
    }
  }

  private void save(@Nullable Integer batch, Logs logs) {
    Map<String, Number> fields = new LinkedHashMap<>();
    fields.put("epoch", epoch + 1);
    if (batch != null) {
      fields.put("batch", batch + 1);
    }
    fields.putAll(logs.asMap());
    String file = PythonFormat.format(filepath, fields);
    if (!wanted(logs, file)) {
      return;
    }
    if (saveWeightsOnly) {
      model().saveWeights(Path.of(file));
    } else {
      model().save(Path.of(file));
    }
    say("finished saving model to " + file);
  }

  private boolean wanted(Logs logs, String file) {
    if (!saveBestOnly) {
      say("saving model to " + file);
      return true;
    }
    Double current =
        watched(
            logs,
            best == null
                ? "every model is saved until it is, not only the best"
                : "no model is saved until it is");
    if (current == null) {
      // An epoch without validation must not take the place of the best one.
      return best == null;
    }
    warnOfNaN(current);
    String before = best == null ? "None" : PythonNumbers.fixed(best, 5);
    if (!isBetter(current, best)) {
      say(monitor() + " did not improve from " + before);
      return false;
    }
    say(
        monitor()
            + " improved from "
            + before
            + " to "
            + PythonNumbers.fixed(current, 5)
            + ", saving model to "
            + file);
    best = current;
    return true;
  }

  private void warnOfNaN(double current) {
    if (Double.isNaN(current) && !warnedOfNaN) {
      warnedOfNaN = true;
      LOG.log(
          System.Logger.Level.WARNING,
          "ModelCheckpoint watches {0}, which is NaN after epoch {1}; such a model is not saved as the"
              + " best",
          monitor(),
          epoch + 1);
    }
  }

  @Override
  @Nullable String memoryName() {
    return saveBestOnly ? "ModelCheckpoint " + monitor() + " " + filepath : null;
  }

  @Override
  @Nullable Double memory() {
    return best;
  }

  /** Without it the first epoch of a resumed training would take the place of the best one. */
  @Override
  void recall(double value) {
    best = value;
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    return SavedState.of("best", best, "batches", batches);
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    SavedState saved = new SavedState(state);
    best = saved.numberOrNull("best");
    batches = saved.integer("batches");
  }

  private void say(String what) {
    if (verbose > 0) {
      printLine("\nEpoch " + (epoch + 1) + ": " + what);
    }
  }
}
