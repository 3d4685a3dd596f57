package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomBrightness;
import org.keras4j.augment.RandomContrast;
import org.keras4j.augment.RandomFlip;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.callbacks.CSVLogger;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GaussianNoise;
import org.keras4j.layers.Reshape;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.schedules.ExponentialDecay;
import org.keras4j.random.KerasRandom;

/** Searches that are cut off, and what is left of them. */
abstract class CutSearches {
  static final NDArray X = KerasRandom.of(1).normal(Shape.of(30, 4));
  static final NDArray Y = KerasRandom.of(2).normal(Shape.of(30, 1));
  static final NDArray X_VAL = KerasRandom.of(3).normal(Shape.of(12, 4));
  static final NDArray Y_VAL = KerasRandom.of(4).normal(Shape.of(12, 1));

  /** Of a batch size of 10. */
  static final int BATCHES = 3;

  @TempDir Path temp;
  private int compared;

  /** Ends everything at some batch, as a kill would, and counts them. */
  static final class Cut extends Callback {
    private final int after;
    int batches;

    Cut(int after) {
      this.after = after;
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
      if (++batches >= after) {
        throw new CancellationException("cut");
      }
    }

    @Override
    protected Map<String, @Nullable Object> saveState() {
      return Map.of();
    }
  }

  static Model build(HyperParameters hp, double dropout, Adam adam) {
    Sequential model = new Sequential();
    model.add(Input.of(4)).add(new GaussianNoise(0.1));
    model.add(new Dense(hp.Int("units", 2, 40)).activation("relu")).add(new Dropout(dropout));
    model.add(new BatchNormalization()).add(new Dense(1));
    model.compile(c -> c.loss("mse").optimizer(adam).metrics("mae"));
    return model;
  }

  static Model build(HyperParameters hp) {
    return build(hp, 0.3, new Adam(0.05));
  }

  static Model buildWithDecay(HyperParameters hp) {
    return build(hp, 0.3, new Adam(new ExponentialDecay(0.05, 2, 0.9)));
  }

  /** Takes a sample for an image of two by two pixels, and moves it about. */
  static Model buildWithAugmentation(HyperParameters hp) {
    double factor = hp.Float("factor", 0.1, 0.5);
    Sequential model = new Sequential();
    model.add(Input.of(4)).add(new Reshape(2, 2, 1));
    model.add(new RandomFlip("horizontal")).add(new RandomRotation(factor));
    model.add(new RandomTranslation(factor, factor)).add(new RandomZoom(factor));
    model.add(new RandomContrast(factor)).add(new RandomBrightness(factor).valueRange(0, 1));
    model.add(new Flatten()).add(new Dense(8).activation("relu")).add(new Dense(1));
    model.compile(c -> c.loss("mse").optimizer(new Adam(0.05)));
    return model;
  }

  <T extends Tuner<T>> T prepared(T tuner, String project) {
    return tuner
        .objective("val_loss")
        .silent(true)
        .directory(temp)
        .projectName(project)
        .backupInterval(Duration.ZERO)
        .seed(7);
  }

  void search(Tuner<?> tuner, Consumer<FitOptions> options) {
    tuner.search(
        X,
        Y,
        o -> {
          o.epochs(5).batchSize(10).validationData(X_VAL, Y_VAL).verbose(0);
          options.accept(o);
        });
  }

  /**
   * Searches once at a stretch and once cut off after every so many batches.
   *
   * @return how many batches more the second search has trained on
   */
  <T extends Tuner<T>> int compare(Supplier<T> tuner, int after, Consumer<FitOptions> options)
      throws IOException {
    String whole = "whole" + compared;
    String parts = "cut" + compared++;
    Cut none = new Cut(Integer.MAX_VALUE);
    search(prepared(tuner.get(), whole), o -> options.accept(o.callbacks(none)));
    int batches = 0;
    int runs = 0;
    boolean done = false;
    while (!done) {
      Cut cut = new Cut(after);
      T next = prepared(tuner.get(), parts);
      try {
        search(next, o -> options.accept(o.callbacks(cut)));
        done = true;
      } catch (CancellationException e) {
        runs++;
      }
      batches += cut.batches;
    }
    assertTrue(runs > 0, "it was cut off");
    assertEquals(contents(whole), contents(parts));
    return batches - none.batches;
  }

  /** All that is not a time, by name. */
  final Map<String, String> contents(String project) throws IOException {
    Map<String, String> all = new TreeMap<>();
    Path folder = temp.resolve(project);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (name.endsWith("history.json")) {
          all.put(name, ProjectFiles.readJson(file).list("executions").toString());
        } else if (name.startsWith("trial_")) {
          all.put(name, content(file));
        }
      }
    }
    return all;
  }

  private static String content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return file.toString().endsWith(".json")
        ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
        : Sha256.hex(HexFormat.of().formatHex(bytes));
  }

  void everyCallback(FitOptions o) {
    Path folder = temp;
    o.callbacks(
        new EarlyStopping("val_loss").patience(2).restoreBestWeights(true),
        new ReduceLROnPlateau("val_loss").patience(1).factor(0.5),
        new ModelCheckpoint(folder.resolve("best.weights.h5").toString())
            .saveWeightsOnly(true)
            .saveBestOnly(true),
        new CSVLogger(folder.resolve("log.csv")),
        new CSVLogger(folder.resolve("all.csv")).append(true));
  }
}
