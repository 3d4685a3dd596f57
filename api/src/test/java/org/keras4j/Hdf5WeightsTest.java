package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.Hdf5Group;
import org.keras4j.internal.hdf5.Hdf5Tree;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.schedules.ExponentialDecay;

class Hdf5WeightsTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("deep/er/m.weights.h5");
  }

  private static Sequential model(int out) {
    Sequential inner = Sequential.of(Input.of(3), new Dense(4), new Dropout(0.1).seed(1));
    Sequential m = new Sequential().add(Input.of(2)).add(new Dense(3)).add(inner);
    m.add(new Dense(out).name("last"));
    m.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
    return m;
  }

  private static void train(Model m) {
    m.fit(
        NDArray.ones(4, 2),
        NDArray.ones(4, m.outputShape().get(1)),
        o -> o.verbose(0).epochs(2).shuffle(false));
  }

  private static SortedSet<String> groups(Hdf5Group group) {
    SortedSet<String> all = new TreeSet<>();
    group.groups().values().forEach(g -> all.addAll(groups(g)));
    if (all.isEmpty()) {
      all.add(group.path());
    }
    return all;
  }

  @Test
  void theLayoutIsThatOfKeras() throws IOException {
    try (Sequential m = model(1)) {
      m.saveWeights(file());
      try (Hdf5File f = Hdf5File.open(file())) {
        assertEquals(
            List.of(
                "/layers/dense/vars",
                "/layers/dense_1/vars",
                "/layers/sequential/layers/dense/vars",
                "/layers/sequential/layers/dropout/vars",
                "/layers/sequential/vars",
                "/optimizer/vars",
                "/vars"),
            List.copyOf(groups(f.root())));
        assertEquals(
            "last",
            f.root()
                .groups()
                .get("layers")
                .groups()
                .get("dense_1")
                .groups()
                .get("vars")
                .text("name"));
        assertEquals(
            m.optimizer().name(),
            f.root().groups().get("optimizer").groups().get("vars").text("name"));
        Map<String, NDArray> arrays = f.readAll();
        assertEquals(6 + 2, arrays.size());
        assertEquals("int64", arrays.get("optimizer/vars/0").dtype().kerasName());
        assertEquals(0, arrays.get("optimizer/vars/1").rank());
      }
      assertArrays(m);
    }
  }

  private void assertArrays(Sequential m) throws IOException {
    train(m);
    m.saveWeights(file());
    try (Hdf5File f = Hdf5File.open(file())) {
      assertEquals(6 + 2 + 2 * 6, f.readAll().size());
    }
  }

  @Test
  void aScheduleTakesThePlaceOfTheRate() throws IOException {
    try (Sequential m = Sequential.of(Input.of(2), new Dense(1))) {
      m.compile(c -> c.optimizer(new Adam(new ExponentialDecay(0.1, 10, 0.9))).loss("mse"));
      train(m);
      m.saveWeights(file());
      try (Hdf5File f = Hdf5File.open(file())) {
        assertEquals(2 + 1 + 4, f.readAll().size());
      }
    }
  }

  @Test
  void trainingGoesOnAsIfNotInterrupted() {
    NDArray x = NDArray.ones(3, 2);
    try (Sequential m = model(1);
        Sequential other = model(1)) {
      train(m);
      m.saveWeights(file().toString());
      train(other);
      other.loadWeights(file().toString());
      assertEquals(m.getWeights(), other.getWeights());
      assertEquals(m.predictOnBatch(x), other.predictOnBatch(x));
      assertEquals(2, other.optimizer().iterations());
    }
  }

  @Test
  void checkpointsAreKerasFiles() {
    Path best = folder.resolve("best-{epoch}.weights.h5");
    try (Sequential m = model(1);
        Sequential other = model(1)) {
      m.fit(
          NDArray.ones(4, 2),
          NDArray.ones(4, 1),
          o ->
              o.verbose(0)
                  .epochs(2)
                  .callbacks(new ModelCheckpoint(best.toString()).saveWeightsOnly(true)));
      other.loadWeights(folder.resolve("best-2.weights.h5"));
      assertEquals(m.getWeights(), other.getWeights());
    }
  }

  @Test
  void anotherShapeIsAnErrorThatNamesTheLayerAndBothShapes() {
    try (Sequential m = model(1);
        Sequential other = model(2)) {
      m.saveWeights(file());
      List<NDArray> before = other.getWeights();
      var e = assertThrows(IllegalArgumentException.class, () -> other.loadWeights(file()));
      assertTrue(
          e.getMessage()
              .contains(
                  "Layer 'last' (Dense): layers/dense_1/vars/0 has shape (4, 1), but "
                      + other.name()
                      + "/last/kernel has shape (4, 2)"),
          e.getMessage());
      assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
      assertEquals(before, other.getWeights());
    }
  }

  @Test
  void whatDoesNotMatchCanBeLeftOut() {
    try (Sequential m = model(1);
        Sequential other = model(2)) {
      m.saveWeights(file());
      List<NDArray> last = other.getLayer("last").getWeights();
      other.loadWeights(file(), o -> o.skipMismatch(true));
      assertEquals(last, other.getLayer("last").getWeights());
      assertEquals(m.getLayer(0).getWeights(), other.getLayer(0).getWeights());
      assertEquals(m.getLayer(1).getWeights(), other.getLayer(1).getWeights());
    }
  }

  @Test
  void missingAndExtraWeightsAreNamed() throws IOException {
    try (Sequential m = model(1)) {
      new Hdf5Tree()
          .array("layers/dense/vars/0", NDArray.zeros(2, 3))
          .array("layers/dense/vars/1", NDArray.zeros(3))
          .array("layers/dense/vars/2", NDArray.zeros(5))
          .array("layers/flatten/vars/0", NDArray.zeros(7))
          .write(file());
      var e = assertThrows(IllegalArgumentException.class, () -> m.loadWeights(file()));
      for (String s :
          List.of(
              "no weight takes layers/dense/vars/2, of shape (5,)",
              "no weight takes layers/flatten/vars/0, of shape (7,)",
              "layers/dense_1/vars/1 (" + m.name() + "/last/bias) is missing, of shape (1,)")) {
        assertTrue(e.getMessage().contains(s), e.getMessage());
      }
    }
  }

  @Test
  void namesAreForLegacyFilesOnly() {
    try (Sequential m = model(1)) {
      m.saveWeights(file());
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> m.loadWeights(file(), o -> o.byName(true)));
      assertTrue(e.getMessage().contains(".hdf5"), e.getMessage());
    }
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    try (Sequential m = model(1)) {
      var e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(file()));
      assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
      m.saveWeights(file());
      byte[] good = Files.readAllBytes(file());
      Files.write(file(), Arrays.copyOf(good, good.length / 2));
      e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(file()));
      assertTrue(e.getMessage().contains(file() + ": it was cut off"), e.getMessage());
      Files.writeString(file(), "no HDF5");
      e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(file()));
      assertTrue(e.getMessage().contains(file() + ": it is no HDF5 file"), e.getMessage());
    }
  }

  @Test
  void aFileOfKeras3ThatIsTakenForALegacyOneIsTold() throws IOException {
    try (Sequential m = model(1)) {
      m.saveWeights(file());
      Path renamed = folder.resolve("m.h5");
      Files.copy(file(), renamed);
      var e = assertThrows(UncheckedIOException.class, () -> m.loadWeights(renamed));
      assertTrue(e.getMessage().contains("let its name end in .weights.h5"), e.getMessage());
    }
  }
}
