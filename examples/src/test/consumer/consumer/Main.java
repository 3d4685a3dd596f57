package consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomFlip;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.Rescaling;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;
import org.keras4j.tuner.Objective;
import org.keras4j.tuner.RandomSearch;

/** What each start must be able to do; prints what is the same after each. */
public final class Main {

  private Main() {}

  /** Runs what is named by the first argument: what a program does first differs. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "layer" -> {
        new Dense(3).apply(NDArray.ones(2, 2));
        fit();
      }
      case "augmentation" -> {
        new RandomFlip("horizontal").apply(NDArray.ones(1, 4, 4, 1));
        fit();
      }
      case "array" -> {
        NDArray.ones(2, 2).add(NDArray.ones(2, 2)).sum();
        fit();
      }
      case "large" -> large();
      case "search" -> search(Path.of(args[1]));
      case "save" -> save(Path.of(args[1]));
      case "load" -> load(Path.of(args[1]));
      case "threads" -> threads();
      case "twice" -> {
        attempt();
        attempt();
      }
      case "undeploy" -> {
        fit();
        // What JavaCPP asks of applications that bring it along.
        Pointer.interruptDeallocatorThread();
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.println("limit " + (args[0].equals("twice") ? 0 : Pointer.maxPhysicalBytes()));
  }

  private static void fit() {
    Keras.setRandomSeed(7);
    NDArray x = NDArray.ones(32, 8, 8, 1);
    NDArray y = NDArray.ones(32, 1);
    try (var model =
        Sequential.of(
            Input.of(8, 8, 1),
            new Rescaling(0.5),
            new RandomRotation(0.1),
            new RandomFlip("horizontal"),
            new Conv2D(4, 3).activation("relu"),
            new Conv2D(4, 3).activation("relu"),
            new Flatten(),
            new Dropout(0.2),
            new Dense(8).activation("gelu").kernelRegularizer("l2"),
            new Dense(1).activation("sigmoid"))) {
      model.compile(
          c -> c.optimizer("adam").loss("binary_crossentropy").metrics("accuracy", "auc"));
      double loss =
          model.fit(x, y, o -> o.epochs(2).batchSize(12).verbose(0)).history().get("loss").get(1);
      float[] p = model.predict(x.slice(0, 2), o -> o.verbose(0)).toFloatArray();
      float single;
      try (var predictor = model.predictor()) {
        single = predictor.predict(x.slice(0, 1)).toFloatArray()[0];
      }
      System.out.println("loss " + Math.round(loss * 1e4) + " predicts " + Math.round(p[1] * 1e4));
      System.out.println("the predictor says " + (Math.abs(single - p[0]) < 1e-5));
    }
  }

  /** The network of the chapter: more memory than four times 64 MB. */
  private static void large() {
    NDArray x = NDArray.ones(256, 28, 28, 1);
    NDArray y = NDArray.zeros(256, 10);
    try (var model =
        Sequential.of(
            Input.of(28, 28, 1),
            new Conv2D(64, 3).activation("relu"),
            new MaxPooling2D(2),
            new Conv2D(128, 3).activation("relu"),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(800).activation("relu"),
            new Dense(10).activation("softmax"))) {
      model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy"));
      model.fit(x, y, o -> o.batchSize(256).epochs(2).verbose(0));
      System.out.println("predicts " + model.predict(x, o -> o.verbose(0)).shape());
    }
  }

  private static void search(Path folder) throws Exception {
    NDArray x = NDArray.ones(8, 2);
    NDArray y = NDArray.ones(8, 1);
    new RandomSearch(
            hp -> {
              var units = hp.Int("units", 1, 8);
              var model = Sequential.of(Input.of(2), new Dense(units), new Dense(1));
              model.compile(c -> c.optimizer("sgd").loss("mse"));
              return model;
            })
        .objective(new Objective("val_loss", "min"))
        .maxTrials(2)
        .directory(folder)
        .projectName("search")
        .search(x, y, o -> o.validationData(x, y).verbose(0));
    try (var trials = Files.list(folder.resolve("search"))) {
      trials
          .map(p -> p.getFileName().toString())
          .filter(n -> n.startsWith("trial_"))
          .sorted()
          .forEach(System.out::println);
    }
  }

  /** Digits-like images, of which nothing is regular. */
  private static NDArray images() {
    float[] pixels = new float[50 * 12 * 12];
    var random = new java.util.Random(5);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    return NDArray.wrap(pixels, 50, 12, 12, 1);
  }

  private static void save(Path folder) throws IOException {
    NDArray x = images();
    try (var model =
        Sequential.of(
            Input.of(12, 12, 1),
            new RandomRotation(0.1),
            new Rescaling(1 / 255.0),
            new Conv2D(8, 3).activation("relu"),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(32).activation("relu"),
            new Dropout(0.5),
            new Dense(10).activation("softmax"))) {
      model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy"));
      model.fit(x, NDArray.ones(50, 10), o -> o.epochs(2).verbose(0));
      model.save(folder.resolve("m.keras"));
      Npy.write(folder.resolve("y.npy"), model.predict(x, o -> o.batchSize(50).verbose(0)));
    }
  }

  private static void load(Path folder) throws IOException {
    float[] expected = Npy.read(folder.resolve("y.npy")).toFloatArray();
    try (var p = Predictor.load(folder.resolve("m.keras"))) {
      float[] predicted = p.predict(images()).toFloatArray();
      System.out.println(
          predicted.length + " numbers, the same " + Arrays.equals(expected, predicted));
    }
  }

  private static void threads() throws IOException {
    Keras.setThreads(20, 12);
    fit();
    System.out.println("threads " + Keras.intraThreads() + " " + Keras.interThreads());
    try {
      Keras.setThreads(1, 1);
    } catch (IllegalStateException e) {
      System.out.println("too late");
    }
    // Linux gives TensorFlow's threads the name of the program.
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      System.out.println("has them " + (tasks.filter(Main::isUnnamed).count() >= 32));
    }
  }

  private static boolean isUnnamed(Path task) {
    try {
      String name = Files.readString(task.resolve("comm"));
      return name.equals(Files.readString(Path.of("/proc/self/comm")));
    } catch (IOException e) {
      return false;
    }
  }

  private static void attempt() {
    try {
      fit();
    } catch (IllegalStateException e) {
      System.out.println("error " + e.getMessage());
    }
  }
}
