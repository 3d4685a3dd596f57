package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.core.Variable;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.optimizers.Adam;

class WeightFilesTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("deep/er/m.weights.npz");
  }

  private static Sequential model(String... names) {
    Sequential inner = Sequential.of(Input.of(3), new Dense(4), new Dense(3).useBias(false));
    Sequential m = new Sequential().add(Input.of(2)).add(new Dense(3).name(names[0])).add(inner);
    m.add(new Dense(1).name(names[1]));
    m.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
    return m;
  }

  private static void train(Model m) {
    m.fit(NDArray.ones(4, 2), NDArray.ones(4, 1), o -> o.verbose(0).epochs(2));
  }

  /** As Keras does with a compiled model in another one; it has no use for it either. */
  @Test
  void theStateOfAnInnerModelsOptimizerIsPassedOver() throws IOException {
    try (Sequential inner = Sequential.of(Input.of(4), new Dense(3));
        Sequential m = Sequential.of(Input.of(4), inner, new Dense(2))) {
      Map<String, NDArray> saved = new LinkedHashMap<>();
      WeightPaths.of(m).forEach((path, v) -> saved.put(path, NDArray.ones(v.shape().asArray())));
      assertTrue(saved.containsKey("layers/sequential/layers/dense/vars/0"), saved.toString());
      saved.put("layers/sequential/optimizer/vars/0", NDArray.of(0L));
      Npz.write(file(), saved);
      m.loadWeights(file());
      assertEquals(NDArray.ones(3, 2), m.getWeights().get(2));
      saved.put("layers/dense/optimizer/vars/0", NDArray.of(0L));
      Npz.write(file(), saved);
      assertThrows(IllegalArgumentException.class, () -> m.loadWeights(file()));
    }
  }

  @Test
  void entriesHaveKerasPaths() throws IOException {
    try (Sequential m = model("a", "b")) {
      train(m);
      m.saveWeights(file());
      var entries = Npz.read(file());
      List<String> names = List.copyOf(entries.keySet());
      assertEquals(
          List.of(
              "layers/dense/vars/0",
              "layers/dense/vars/1",
              "layers/sequential/layers/dense/vars/0",
              "layers/sequential/layers/dense/vars/1",
              "layers/sequential/layers/dense_1/vars/0",
              "layers/dense_1/vars/0",
              "layers/dense_1/vars/1",
              "optimizer/vars/0",
              "optimizer/vars/1"),
          names.subList(0, 9));
      assertEquals(7 + 2 + 2 * 7, names.size());
      assertEquals(2, entries.get("optimizer/vars/0").getLong());
    }
  }

  @Test
  void anotherModelOfTheSameClassesTakesThem() {
    NDArray x = NDArray.ones(3, 2);
    try (Sequential m = model("a", "b");
        Sequential other = model("c", "d")) {
      train(m);
      m.saveWeights(file().toString());
      other.loadWeights(file().toString());
      assertEquals(m.getWeights(), other.getWeights());
      assertEquals(m.predictOnBatch(x), other.predictOnBatch(x));
      assertEquals(0, other.optimizer().iterations(), "a fresh optimizer stays fresh, as in Keras");
      train(other);
      other.loadWeights(file());
      assertEquals(2, other.optimizer().iterations());
      train(m);
      train(other);
      assertEquals(m.getWeights(), other.getWeights());
    }
  }

  @Test
  void filesThatNameEachWeightByItsPathAreRead() throws IOException {
    try (Sequential m = namedAlike();
        Sequential other = namedAlike()) {
      Map<String, NDArray> byPath = new LinkedHashMap<>();
      for (Variable v : m.weights()) {
        String name = "same/" + v.name();
        byPath.put(name + (byPath.containsKey(name) ? "#1" : ""), v.value());
      }
      Npz.write(file(), byPath);
      other.loadWeights(file());
      assertEquals(m.getWeights(), other.getWeights());
      byPath.remove("same/bias");
      Npz.write(file(), byPath);
      var e = assertThrows(IllegalArgumentException.class, () -> other.loadWeights(file()));
      assertTrue(
          e.getMessage()
              .contains("layers/dense/vars/1 (" + other.name() + "/same/bias) is missing"),
          e.getMessage());
    }
  }

  /** Paths of weights repeat. */
  private static Sequential namedAlike() {
    Sequential inner = Sequential.of(Input.of(3), new Dense(2).name("same"));
    return Sequential.of(Input.of(2), new Dense(3).name("same"), inner);
  }

  @Test
  void aSessionSeesLoadedWeights() {
    NDArray x = NDArray.ones(3, 2);
    try (Sequential m = model("a", "b")) {
      m.saveWeights(file());
      NDArray before = m.predictOnBatch(x);
      train(m);
      assertNotEquals(before, m.predictOnBatch(x));
      m.loadWeights(file());
      assertEquals(before, m.predictOnBatch(x));
    }
  }

  @Test
  void weightsOfAnotherModelAreRefusedAndChangeNothing() {
    try (Sequential m = model("a", "b");
        Sequential other = Sequential.of(Input.of(2), new Dense(3), new Dense(2))) {
      m.saveWeights(file());
      List<NDArray> before = other.getWeights();
      var e = assertThrows(IllegalArgumentException.class, () -> other.loadWeights(file()));
      assertTrue(
          e.getMessage().contains("layers/dense_1/vars/0 has shape (3, 1), but sequential"),
          e.getMessage());
      assertTrue(
          e.getMessage().contains("no weight takes layers/sequential/layers/dense/vars/0"),
          e.getMessage());
      assertEquals(before, other.getWeights());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.keras", "m.h5", "m.hdf5", "m.npz", "m"})
  void otherKindsOfFilesAreRefused(String name) {
    try (Sequential m = model("a", "b")) {
      var e =
          assertThrows(IllegalArgumentException.class, () -> m.saveWeights(folder.resolve(name)));
      assertTrue(e.getMessage().contains(".weights.h5 or .weights.npz"), e.getMessage());
      if (!name.contains(".h") && !name.contains(".keras")) {
        assertThrows(IllegalArgumentException.class, () -> m.loadWeights(folder.resolve(name)));
      }
    }
  }

  @Test
  void whatCannotBeReadOrWrittenIsNamed() throws IOException {
    try (Sequential m = model("a", "b")) {
      var e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(file()));
      assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
      Files.createDirectories(file());
      e = assertThrows(UncheckedIOException.class, () -> m.saveWeights(file()));
      assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
      Path text = folder.resolve("text.weights.npz");
      Files.writeString(text, "no zip");
      e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(text));
      assertTrue(e.getMessage().contains(text.toString()), e.getMessage());
    }
  }

  @Test
  void aModelThatIsNotBuiltHasNothingToSave() {
    try (Sequential m = Sequential.of(new Dense(1))) {
      var e = assertThrows(IllegalStateException.class, () -> m.saveWeights(file()));
      assertTrue(e.getMessage().contains("Input.of"), e.getMessage());
    }
  }

  @Test
  void theWeightsOfAWholeModelAreTaken() throws IOException {
    Path whole = folder.resolve("m.keras");
    try (Sequential m = model("a", "b");
        Sequential n = model("c", "d");
        Sequential trained = model("e", "f")) {
      train(m);
      m.save(whole);
      n.loadWeights(whole);
      assertEquals(m.getWeights(), n.getWeights());
      train(trained);
      train(trained);
      trained.loadWeights(whole.toString());
      assertEquals(2, trained.optimizer().iterations(), "the state of the optimizer is loaded");
      Sequential other = Sequential.of(Input.of(2), new Dense(3), new Dense(9));
      var e = assertThrows(IllegalArgumentException.class, () -> other.loadWeights(whole));
      assertTrue(e.getMessage().contains(whole + ", model.weights.h5"), e.getMessage());
      other.loadWeights(whole, o -> o.skipMismatch(true));
      assertEquals(m.getWeights().get(0), other.getWeights().get(0));
      e =
          assertThrows(
              IllegalArgumentException.class, () -> n.loadWeights(whole, o -> o.byName(true)));
      assertTrue(e.getMessage().contains("byName"), e.getMessage());
    }
    Files.writeString(whole, "no zip");
    try (Sequential m = model("a", "b")) {
      var e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(whole));
      assertTrue(e.getMessage().contains(whole.toString()), e.getMessage());
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(whole))) {
        zip.putNextEntry(new ZipEntry("config.json"));
        zip.closeEntry();
      }
      e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(whole));
      assertTrue(e.getMessage().contains("no model.weights.h5"), e.getMessage());
    }
  }
}
