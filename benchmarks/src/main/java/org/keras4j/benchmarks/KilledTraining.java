package org.keras4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.BackupAndRestore;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;

/**
 * A training whose every value is known, so that a file that mixes two moments is found: each step
 * subtracts the same from each weight, and the momentum of 1 adds it up. After {@code n} steps a
 * momentum is {@code −n/1024} and a weight {@code −n(n+1)/2048}, without any rounding.
 *
 * <p>{@code KilledTraining FOLDER fit} trains until it is killed, {@code KilledTraining FOLDER
 * check EPOCH} loads what it has left.
 */
final class KilledTraining {

  private static final int WIDTH = 1024;

  /** Behind it float32 would round. */
  private static final int LAST = 5000;

  private final Path folder;
  private final List<String> found = new ArrayList<>();
  private boolean wrong;

  private KilledTraining(Path folder) {
    this.folder = folder;
  }

  /** Trains or checks. */
  public static void main(String[] args) {
    KilledTraining training = new KilledTraining(Path.of(args[0]));
    if (args[1].equals("fit")) {
      training.fit();
    } else {
      training.check(Long.parseLong(args[2]));
      System.out.println(String.join(", ", training.found));
      System.exit(training.wrong ? 1 : 0);
    }
  }

  private static Sequential model() {
    Sequential m =
        Sequential.of(
            Input.of(WIDTH), new Dense(WIDTH).useBias(false).kernelInitializer("zeros").name("d"));
    m.compile(c -> c.optimizer(new SGD(1).momentum(1)).loss("mae"));
    return m;
  }

  private static void fit(Model model, int epochs, Callback... callbacks) {
    NDArray x = NDArray.ones(1, WIDTH);
    NDArray y = NDArray.full(DType.FLOAT32, -1e9, 1, WIDTH);
    model.fit(x, y, o -> o.verbose(0).epochs(epochs).callbacks(callbacks));
  }

  private BackupAndRestore backup() {
    return new BackupAndRestore(folder.resolve("backup")).deleteCheckpoint(false);
  }

  /** A backup that is restored and stays as it is. */
  private BackupAndRestore restored() {
    return backup().saveFreq(LAST);
  }

  private void fit() {
    try (Sequential m = model()) {
      fit(
          m,
          LAST,
          new ModelCheckpoint(folder + "/m.keras"),
          new ModelCheckpoint(folder + "/m.weights.h5").saveWeightsOnly(true),
          new ModelCheckpoint(folder + "/m.weights.npz").saveWeightsOnly(true),
          backup(),
          new LambdaCallback()
              .onTrainBegin(() -> System.out.println(m.optimizer().iterations()))
              .onEpochEnd((epoch, logs) -> System.out.println(epoch + 1)));
    }
  }

  private void check(long announced) {
    if (Files.exists(folder.resolve("m.keras"))) {
      try (Model m = Keras.loadModel(folder.resolve("m.keras"))) {
        look("m.keras", m, announced);
      } catch (RuntimeException e) {
        fail("m.keras", e);
      }
    }
    for (String name : List.of("m.weights.h5", "m.weights.npz")) {
      if (Files.exists(folder.resolve(name))) {
        try (Sequential m = model()) {
          // As in Keras, state is loaded into an optimizer that has variables for it.
          fit(m, 1);
          m.loadWeights(folder.resolve(name));
          look(name, m, announced);
        } catch (RuntimeException e) {
          fail(name, e);
        }
      }
    }
    try (Sequential m = model()) {
      long[] begun = {0};
      fit(
          m,
          1,
          restored(),
          new LambdaCallback().onTrainBegin(() -> begun[0] = m.optimizer().iterations()));
      if (begun[0] > 0) {
        look("backup", m, announced);
      } else if (announced > 0) {
        fail("backup", new IllegalStateException("nothing was restored"));
      }
      checkEpoch(begun[0]);
    } catch (RuntimeException e) {
      fail("backup", e);
    }
  }

  /** A training that goes on does so with the epoch that the weights are of. */
  private void checkEpoch(long steps) {
    try (Sequential m = model()) {
      List<Integer> epochs = new ArrayList<>();
      fit(m, (int) steps + 1, restored(), new LambdaCallback().onEpochBegin(epochs::add));
      if (!epochs.equals(List.of((int) steps))) {
        fail("backup", new IllegalStateException("after " + steps + " steps epochs " + epochs));
      }
    }
  }

  private void look(String what, Model m, long announced) {
    long n = m.optimizer().iterations();
    requireAll(what, "weight", m.getWeights().get(0), -n * (n + 1) / 2048.);
    NDArray momentum = m.optimizer().variables().get(2).value();
    requireAll(what, "momentum", momentum, -n / 1024.);
    if (n < announced || n > announced + 1) {
      fail(what, new IllegalStateException("of epoch " + n + ", announced was " + announced));
    }
    found.add(what + " of epoch " + n);
  }

  private void requireAll(String what, String name, NDArray values, double expected) {
    for (float v : values.toFloatArray()) {
      if (v != expected) {
        fail(
            what,
            new IllegalStateException(
                String.format(Locale.ROOT, "a %s is %s, not %s", name, v, expected)));
        return;
      }
    }
  }

  private void fail(String what, RuntimeException e) {
    wrong = true;
    found.add(what + ": " + e);
  }
}
