package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.Rescaling;
import org.keras4j.damage.DamagedZip;
import org.keras4j.layers.Add;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/** Intact files to begin with: ours, and those of Keras that the tests have. */
final class FuzzCorpus {

  private static final Path RESOURCES = Path.of("api/src/test/resources");

  private FuzzCorpus() {}

  /** Returns a convolutional network with what belongs to it, small, compiled and trained. */
  static Sequential images() {
    Sequential m =
        Sequential.of(
            Input.of(8, 8, 1),
            new RandomRotation(.04).fillMode("nearest"),
            new RandomTranslation(.04, .04),
            new Rescaling(1. / 255),
            new Conv2D(3, 3, 3).activation("relu").padding("same"),
            new BatchNormalization(),
            new MaxPooling2D(2, 2),
            new Flatten(),
            new Dense(5).activation("relu"),
            new Dropout(.5),
            new Dense(3).activation("softmax"));
    m.compile(c -> c.optimizer(new Adam(.01)).loss("categorical_crossentropy").metrics("accuracy"));
    m.fit(NDArray.ones(4, 8, 8, 1), NDArray.ones(4, 3), o -> o.verbose(0));
    return m;
  }

  /** Returns a model with two inputs, a shared layer, a mask and a model in it. */
  static Model branches() {
    KerasTensor words = Input.of(4).name("words");
    KerasTensor numbers = Input.of(3).name("numbers");
    var shared = new Dense(3).activation("tanh").name("shared");
    var inner = Sequential.of(Input.of(3), new Dense(3).name("in_inner")).name("inner");
    KerasTensor text = new Embedding(9, 3).maskZero(true).apply(words);
    KerasTensor one = shared.apply(new GlobalAveragePooling1D().apply(text));
    KerasTensor two = inner.apply(shared.apply(numbers));
    KerasTensor sum = new Add().apply(one, two);
    KerasTensor all = new Concatenate().apply(sum, numbers);
    Model m =
        new Model(List.of(words, numbers), List.of(new Dense(2).name("out").apply(all)))
            .name("branches");
    m.compile(c -> c.optimizer("sgd").loss("mse"));
    return m;
  }

  /** Returns what our models are as files. */
  static List<byte[]> ours(Path folder, String ending) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (Model m : List.of(images(), branches())) {
      Path file = folder.resolve("good" + ending);
      if (ending.equals(".keras")) {
        m.save(file);
      } else {
        m.saveWeights(file);
      }
      all.add(Files.readAllBytes(file));
      Files.delete(file);
      m.close();
    }
    return all;
  }

  /** Returns Keras's files of whole models with this ending. */
  static List<byte[]> ofKeras(String ending) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> archives = Files.list(RESOURCES.resolve("org/keras4j/models"))) {
      for (Path archive : archives.sorted().toList()) {
        for (Map.Entry<String, byte[]> e :
            DamagedZip.entries(Files.readAllBytes(archive)).entrySet()) {
          if (e.getKey().endsWith(ending)) {
            all.add(e.getValue());
          }
        }
      }
    }
    return all;
  }

  /** Returns Keras's configs of models with every layer. */
  static List<String> configs() throws IOException {
    List<String> all = new ArrayList<>();
    JsonNode cases =
        new ObjectMapper().readTree(RESOURCES.resolve("parity/model_configs.json").toFile());
    cases.get("cases").forEach(c -> all.add(c.get("json").asText()));
    try (Sequential images = images();
        Model branches = branches()) {
      all.add(images.toJson());
      all.add(branches.toJson());
    }
    return all;
  }

  /** Returns folders of SavedModels: one of ours, and TensorFlow's. */
  static List<Path> savedModels(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String name : List.of("functional", "named", "image", "functions")) {
      all.add(RESOURCES.resolve("saved_models/" + name));
    }
    Path ours = folder.resolve("ours");
    if (!Files.exists(ours)) {
      try (Sequential images = images()) {
        images.export(ours);
      }
    }
    all.add(ours);
    return all;
  }
}
