package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.Hdf5Tree;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;

/** Weights that come from a file into a predictor without the model. */
class SavedTensorsTest {

  @TempDir Path folder;

  /** With more elements than one piece has. */
  private static Sequential model() {
    return Sequential.of(
        Input.of(300), new Dense(301).activation("tanh").name("a"), new Dense(2).name("b"));
  }

  @Test
  void weightsDoNotPassThroughTheVariables() throws IOException {
    Path file = folder.resolve("m.weights.h5");
    NDArray x = NDArray.ones(2, 300);
    NDArray expected;
    try (Sequential m = model()) {
      expected = m.predict(x, o -> o.verbose(0));
      m.saveWeights(file);
    }
    try (Hdf5File saved = Hdf5File.open(file);
        Sequential fresh = model();
        Predictor p = ModelFiles.predictor(fresh, SavedTensors.of(fresh, saved))) {
      Close.assertIdentical("predictions", expected, p.predict(x));
      for (Variable v : fresh.weights()) {
        assertFalse(VariableAccess.get().known(v).hasValue(), v.path());
      }
    }
  }

  @Test
  void otherElementTypesBecomeThoseOfTheWeights() throws IOException {
    Path file = folder.resolve("m.weights.h5");
    new Hdf5Tree()
        .array("layers/dense/vars/0", NDArray.of(2., -1.).reshape(1, 2))
        .array("layers/dense/vars/1", NDArray.of(10, 20))
        .write(file);
    try (Hdf5File saved = Hdf5File.open(file);
        Sequential m = Sequential.of(Input.of(1), new Dense(2));
        Predictor p = ModelFiles.predictor(m, SavedTensors.of(m, saved))) {
      assertEquals(NDArray.of(new float[][] {{16, 17}}), p.predict(new float[][] {{3}}));
    }
  }

  @Test
  void weightsOfAnotherModelAreRefusedBeforeAnyIsRead() throws IOException {
    Path file = folder.resolve("m.weights.h5");
    try (Sequential m = model()) {
      m.saveWeights(file);
    }
    try (Hdf5File saved = Hdf5File.open(file);
        Sequential other = Sequential.of(Input.of(4), new Dense(2))) {
      var e = assertThrows(IllegalArgumentException.class, () -> SavedTensors.of(other, saved));
      assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e::toString);
    }
  }

  @Test
  void arraysAreReadInPiecesInTheirOrder() throws IOException {
    Path file = folder.resolve("a.h5");
    NDArray array = NDArray.arange(70_000).asType(DType.INT64).reshape(7, 10_000);
    new Hdf5Tree().array("a", array).array("none", NDArray.zeros(0, 3)).write(file);
    try (Hdf5File open = Hdf5File.open(file)) {
      long[] all = new long[70_000];
      int[] pieces = {0, 0};
      open.arrays()
          .get("a")
          .read(
              (at, elements) -> {
                assertEquals(pieces[1], at);
                System.arraycopy(elements.toLongArray(), 0, all, at, elements.size());
                pieces[0]++;
                pieces[1] += elements.size();
              });
      assertTrue(pieces[0] > 1);
      assertEquals(array, NDArray.wrap(all, 7, 10_000));
      open.arrays().get("none").read((at, elements) -> assertEquals(List.of(), List.of(at)));
    }
  }
}
