package org.keras4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Predictor;
import org.keras4j.damage.Damage;
import org.keras4j.damage.DamagedJson;
import org.keras4j.damage.DamagedZip;

/** A format of files: damages one, and loads it. */
abstract class FuzzFormat {

  /** Every format, by the name on the command line. */
  static final List<String> NAMES =
      List.of("keras", "weights.h5", "h5", "json", "savedmodel", "npz");

  final Path folder;

  private FuzzFormat(Path folder) {
    this.folder = folder;
  }

  static FuzzFormat of(String name, Path folder) throws IOException {
    return switch (name) {
      case "keras" -> new Archives(folder);
      case "weights.h5" -> new Weights(folder, ".weights.h5");
      case "npz" -> new Weights(folder, ".weights.npz");
      case "h5" -> new Legacy(folder);
      case "json" -> new Texts(folder);
      case "savedmodel" -> new SavedModels(folder);
      default ->
          throw new IllegalArgumentException(
              "Unknown format '" + name + "'; there are " + String.join(", ", NAMES));
    };
  }

  /** Writes a damaged file and returns its path, which a refusal must name. */
  abstract Path damage(Random random) throws IOException;

  /**
   * Loads the file and predicts.
   *
   * @return whether it has predicted; false if the model is too large for that
   */
  abstract boolean load(Path file, boolean predictor);

  private static boolean predict(Path file, boolean predictor) {
    if (predictor) {
      try (Predictor p = Predictor.load(file)) {
        return FuzzPrediction.of(p);
      }
    }
    try (Model m = Keras.loadModel(file)) {
      return FuzzPrediction.of(m);
    }
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] damagedText(byte[] json, Random random) {
    return DamagedJson.damaged(new String(json, StandardCharsets.UTF_8), random)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whole models, damaged as archives or in what is archived. */
  private static final class Archives extends FuzzFormat {
    private final List<byte[]> good;

    Archives(Path folder) throws IOException {
      super(folder);
      good = FuzzCorpus.ofKeras(".keras");
      good.addAll(FuzzCorpus.ours(folder, ".keras"));
    }

    @Override
    Path damage(Random random) throws IOException {
      byte[] bytes = one(good, random);
      int kind = random.nextInt(10);
      if (kind < 3) {
        return Files.write(folder.resolve("m.keras"), Damage.damaged(bytes, random));
      }
      Map<String, byte[]> entries = DamagedZip.entries(bytes);
      String config = kind == 3 ? "metadata.json" : "config.json";
      switch (kind) {
        case 3, 4, 5, 6, 7 -> entries.compute(config, (k, v) -> damagedText(v, random));
        case 8 -> entries.compute(config, (k, v) -> Damage.damaged(v, random));
        default -> entries.compute("model.weights.h5", (k, v) -> Damage.damaged(v, random));
      }
      return Files.write(folder.resolve("m.keras"), DamagedZip.of(entries));
    }

    @Override
    boolean load(Path file, boolean predictor) {
      return predict(file, predictor);
    }
  }

  /** Weights of a model that is there; each file is for the model that wrote it. */
  private static final class Weights extends FuzzFormat {
    private final List<byte[]> good;
    private final List<Model> models = List.of(FuzzCorpus.images(), FuzzCorpus.branches());
    private final String ending;
    private int last;

    Weights(Path folder, String ending) throws IOException {
      super(folder);
      this.ending = ending;
      good = FuzzCorpus.ours(folder, ending);
    }

    @Override
    Path damage(Random random) throws IOException {
      last = random.nextInt(good.size());
      byte[] bytes = good.get(last);
      Path file = folder.resolve("m" + ending);
      if (ending.endsWith(".npz") && random.nextInt(10) < 4) {
        Map<String, byte[]> entries = new LinkedHashMap<>(DamagedZip.entries(bytes));
        String name = one(List.copyOf(entries.keySet()), random);
        entries.compute(name, (k, v) -> Damage.damaged(v, random));
        return Files.write(file, DamagedZip.of(entries));
      }
      return Files.write(file, Damage.damaged(bytes, random));
    }

    @Override
    boolean load(Path file, boolean predictor) {
      models.get(last).loadWeights(file);
      return FuzzPrediction.of(models.get(last));
    }
  }

  /** Whole models in HDF5 files, damaged as such or in the JSON that is in them. */
  private static final class Legacy extends FuzzFormat {
    private final List<byte[]> good;

    Legacy(Path folder) throws IOException {
      super(folder);
      good = FuzzCorpus.ofKeras(".h5");
    }

    @Override
    Path damage(Random random) throws IOException {
      byte[] bytes = one(good, random);
      byte[] damaged =
          random.nextBoolean() ? Damage.damaged(bytes, random) : inText(bytes.clone(), random);
      return Files.write(folder.resolve("m.h5"), damaged);
    }

    /** Another text in the place of the config, not longer: blanks follow it. */
    private static byte[] inText(byte[] bytes, Random random) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int at = text.indexOf(random.nextInt(4) == 0 ? "{\"loss\"" : "{\"class_name\"");
      if (at < 0) {
        at = text.indexOf("{\"");
      }
      int end = end(text, at);
      for (int i = 0; i < 20; i++) {
        String other = DamagedJson.damaged(text.substring(at, end), random).replace("\": ", "\":");
        if (other.length() <= end - at) {
          byte[] padded =
              (other + " ".repeat(end - at - other.length())).getBytes(StandardCharsets.ISO_8859_1);
          System.arraycopy(padded, 0, bytes, at, padded.length);
          return bytes;
        }
      }
      return Damage.damaged(bytes, random);
    }

    private static int end(String text, int from) {
      int depth = 0;
      for (int i = from; i < text.length(); i++) {
        depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
        if (depth == 0) {
          return i + 1;
        }
      }
      throw new IllegalStateException("a model of Keras without its config");
    }

    @Override
    boolean load(Path file, boolean predictor) {
      return predict(file, predictor);
    }
  }

  /** Configs alone; the path is that of a text. */
  private static final class Texts extends FuzzFormat {
    private final List<String> good = FuzzCorpus.configs();

    Texts(Path folder) throws IOException {
      super(folder);
    }

    @Override
    Path damage(Random random) throws IOException {
      byte[] text = one(good, random).getBytes(StandardCharsets.UTF_8);
      byte[] damaged =
          random.nextInt(5) == 0 ? Damage.damaged(text, random) : damagedText(text, random);
      return Files.write(folder.resolve("m.json"), damaged);
    }

    @Override
    boolean load(Path file, boolean predictor) {
      String text;
      try {
        text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      try (Model m = Keras.modelFromJson(text)) {
        return FuzzPrediction.of(m);
      }
    }
  }

  /** Folders with graphs and values, of which one file is damaged. */
  private static final class SavedModels extends FuzzFormat {
    private static final String DATA = "variables/variables.data-00000-of-00001";
    private static final String INDEX = "variables/variables.index";
    private static final String GRAPH = "saved_model.pb";
    private final List<Path> good;
    private final Path model;

    SavedModels(Path folder) throws IOException {
      super(folder);
      good = FuzzCorpus.savedModels(folder);
      model = folder.resolve("m");
      Files.createDirectories(model.resolve("variables"));
    }

    @Override
    Path damage(Random random) throws IOException {
      Path from = one(good, random);
      String damaged = one(List.of(GRAPH, GRAPH, GRAPH, INDEX, DATA), random);
      for (String name : List.of(GRAPH, INDEX, DATA)) {
        byte[] bytes = Files.readAllBytes(from.resolve(name));
        Files.write(
            model.resolve(name), name.equals(damaged) ? Damage.damaged(bytes, random) : bytes);
      }
      return model;
    }

    @Override
    boolean load(Path file, boolean predictor) {
      try (Predictor p = Keras.loadSavedModel(file)) {
        return FuzzPrediction.of(p);
      }
    }
  }
}
