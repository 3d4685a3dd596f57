package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.callbacks.History;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Lambda;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.parity.Close;

/** Whole models in {@code .keras} files: what comes back, and what is refused. */
class ModelFilesTest {

  private static final NDArray X =
      NDArray.arange(32).asType(NDArray.of(1f).dtype()).divide(32.).reshape(8, 4);
  private static final NDArray Y = NDArray.arange(8).asType(X.dtype()).reshape(8, 1);

  @TempDir Path folder;

  private static Sequential model() {
    Keras.setRandomSeed(4);
    Sequential m =
        Sequential.of(
            Input.of(4),
            new Dense(5).activation("relu").kernelRegularizer("l2"),
            new BatchNormalization(),
            new Dropout(0.0),
            new Dense(1).name("out"));
    m.compile(c -> c.optimizer(new Adam(0.01).clipnorm(1)).loss("mse").metrics("mae"));
    return m;
  }

  private static History fit(Model m, int epochs) {
    return m.fit(X, Y, o -> o.batchSize(4).epochs(epochs).shuffle(false).verbose(0));
  }

  @Test
  void aLoadedModelPredictsTheSameAndGoesOnTrainingTheSame() {
    Path file = folder.resolve("m.keras");
    try (Sequential m = model()) {
      fit(m, 2);
      m.save(file);
      try (Model loaded = Keras.loadModel(file)) {
        assertTrue(loaded instanceof Sequential);
        Close.assertIdentical("predictions", m.predict(X), loaded.predict(X));
        History here = fit(m, 2);
        History there = fit(loaded, 2);
        assertEquals(here.history(), there.history());
        assertEquals(m.summaryText(), loaded.summaryText());
      }
    }
  }

  @Test
  void withoutCompilingThereIsNoOptimizer() {
    Path file = folder.resolve("m.keras");
    try (Sequential m = model()) {
      m.save(file);
      try (Model loaded = Keras.loadModel(file, o -> o.compile(false))) {
        assertFalse(loaded.isCompiled());
        Close.assertIdentical("predictions", m.predict(X), loaded.predict(X));
      }
    }
  }

  @Test
  void functionalModelsComeBackWithTheirNamesAndInnerModels() {
    Path file = folder.resolve("m.keras");
    var a = Input.of(4).name("a");
    var b = Input.of(4).name("b");
    var shared = new Dense(3).activation("tanh");
    var inner = Sequential.of(Input.of(6), new Dense(2)).name("inner");
    var joined = new Concatenate().apply(shared.apply(a), shared.apply(b));
    var p = inner.apply(joined);
    var q = new Dense(1).name("q").apply(joined);
    try (Model m = new Model(Map.of("a", a, "b", b), Map.of("left", p, "right", q))) {
      m.save(file);
      try (Model loaded = Keras.loadModel(file)) {
        assertEquals(List.of("a", "b"), loaded.inputNames());
        Map<String, NDArray> x = Map.of("a", X, "b", X.multiply(2.));
        Map<String, NDArray> here = m.predictByName(x);
        Map<String, NDArray> there = loaded.predictByName(x);
        assertEquals(here.keySet(), there.keySet());
        here.forEach((k, v) -> Close.assertIdentical(k, v, there.get(k)));
      }
    }
  }

  @Test
  void aPredictorFromAFileComputesTheSameAndHasTheMetadata() {
    Path file = folder.resolve("m.keras");
    try (Sequential m = model()) {
      fit(m, 1);
      m.metadata("classes", List.of("cheap", "dear"));
      m.metadata("unit", "€");
      m.save(file);
      // Its weights come from the file without passing through a model.
      try (Predictor p = Predictor.load(file)) {
        Close.assertIdentical("predictions", m.predict(X), p.predict(X));
        assertEquals(List.of("cheap", "dear"), p.metadata().strings("classes"));
        assertEquals("€", p.metadata().string("unit"));
      }
    }
  }

  @Test
  void theArchiveIsKerasArchive() throws IOException {
    Path file = folder.resolve("m.keras");
    try (Sequential m = model()) {
      m.save(file.toString());
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals(
          List.of("metadata.json", "config.json", "model.weights.h5"),
          zip.stream().map(ZipEntry::getName).toList());
      assertTrue(zip.stream().allMatch(e -> e.getMethod() == ZipEntry.STORED));
    }
  }

  @Test
  void anExistingFileIsReplacedUnlessThatIsNotWanted() {
    Path file = folder.resolve("m.keras");
    try (Sequential m = model()) {
      m.save(file);
      m.save(file);
      var e = assertThrows(IllegalArgumentException.class, () -> m.save(file, false));
      assertTrue(e.getMessage().contains("exists already"), e.getMessage());
    }
  }

  @Test
  void anotherEndingIsRefused() {
    try (Sequential m = model()) {
      var e = assertThrows(IllegalArgumentException.class, () -> m.save(folder.resolve("m.h5")));
      assertTrue(e.getMessage().contains("must end in .keras"), e.getMessage());
    }
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Keras.loadModel(folder.resolve("m.onnx")));
    assertTrue(e.getMessage().contains("must end in .keras"), e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> Keras.loadModel(folder));
    assertTrue(e.getMessage().contains("loadSavedModel"), e.getMessage());
  }

  @Test
  void whatCannotBeWrittenLeavesNoFile() {
    Path file = folder.resolve("m.keras");
    try (Model m = Sequential.of(Input.of(4), new Lambda((tf, x) -> tf.math.neg(x)))) {
      assertThrows(IllegalStateException.class, () -> m.save(file));
    }
    assertFalse(Files.exists(file));
    try (Sequential m = new Sequential()) {
      m.add(new Dense(1));
      var e = assertThrows(IllegalStateException.class, () -> m.save(file));
      assertTrue(e.getMessage().contains("before it is built"), e.getMessage());
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("nowhere.keras");
    var e = assertThrows(UncheckedIOException.class, () -> Keras.loadModel(file));
    assertTrue(e.getMessage().contains("nowhere.keras"), e.getMessage());
  }

  private Path archive(Map<String, String> entries) throws IOException {
    Path file = folder.resolve("made.keras");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var e : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(e.getKey()));
        zip.write(e.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  private void refused(Map<String, String> entries, Class<? extends Exception> kind, String... says)
      throws IOException {
    Path file = archive(entries);
    Exception e = assertThrows(kind, () -> Keras.loadModel(file));
    for (String part : says) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void archivesOfOtherThingsAreRefused() throws IOException {
    refused(Map.of("a.txt", "x"), UncheckedIOException.class, "a.txt");
    refused(Map.of("metadata.json", "{}"), UncheckedIOException.class, "config.json");
    refused(Map.of("config.json", "{}", "../evil", "x"), UncheckedIOException.class, "../evil");
    refused(
        Map.of("config.json", "{}", "assets/layers/x/vocabulary.txt", "x"),
        UncheckedIOException.class,
        "assets/");
    refused(Map.of("config.json", "no JSON"), IllegalArgumentException.class, "JSON");
    refused(Map.of("config.json", "[1]"), IllegalArgumentException.class, "Sequential");
    refused(
        Map.of("config.json", "[".repeat(10_000) + "]".repeat(10_000)),
        IllegalArgumentException.class,
        "made.keras",
        "nesting");
  }

  private String savedConfig() throws IOException {
    Path file = folder.resolve("m.keras");
    try (Sequential m = model()) {
      m.save(file);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] bytes = zip.getInputStream(zip.getEntry("config.json")).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Test
  void aConfigWithWeightsNeedsThem() throws IOException {
    String config = savedConfig();
    refused(Map.of("config.json", config), UncheckedIOException.class, "no model.weights.h5");
    refused(
        Map.of("config.json", config, "model.weights.h5", "no HDF5"),
        UncheckedIOException.class,
        "model.weights.h5");
  }

  @Test
  void aTruncatedArchiveIsRefused() throws IOException {
    Path file = folder.resolve("m.keras");
    try (Sequential m = model()) {
      m.save(file);
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
      byte[] part = new byte[length];
      System.arraycopy(whole, 0, part, 0, length);
      Files.write(file, part);
      assertArrayEquals(part, Files.readAllBytes(file));
      var e = assertThrows(UncheckedIOException.class, () -> Keras.loadModel(file));
      assertTrue(e.getMessage().contains("m.keras"), e.getMessage());
    }
  }

  @Test
  void whatTheModelWasCompiledWithCanBeLeftAside() throws IOException {
    String config = savedConfig();
    // As Python writes a loss or a metric that is a function of the program.
    String own =
        "{\"module\": \"builtins\", \"class_name\": \"function\", \"config\": \"my_own\","
            + " \"registered_name\": \"function\"}";
    for (String given : List.of("\"loss\": \"mse\"", "\"metrics\": [\"mae\"]")) {
      assertTrue(config.contains(given), config);
      String changed = config.replace(given, given.replaceAll("\"m(s|a)e\"", own));
      refused(
          Map.of("config.json", changed),
          IllegalArgumentException.class,
          "made.keras: Compile config",
          "'my_own'",
          "Keras.register",
          "o -> o.compile(false)");
    }
  }

  @Test
  void aFileOfWeightsIsNoModel() {
    Path file = folder.resolve("m.weights.h5");
    try (Sequential m = model()) {
      m.saveWeights(file);
    }
    var e = assertThrows(UncheckedIOException.class, () -> Keras.loadModel(file));
    assertTrue(e.getMessage().contains("weights only"), e.getMessage());
    assertTrue(e.getMessage().contains("loadWeights"), e.getMessage());
    assertFalse(e.getMessage().contains("let its name end"), e.getMessage());
    e = assertThrows(UncheckedIOException.class, () -> Predictor.load(file));
    assertTrue(e.getMessage().contains("weights only"), e.getMessage());
  }

  @Test
  void whatIsNotThereIsSaidToBeSo() {
    Path file = folder.resolve("nofolder");
    var e = assertThrows(IllegalArgumentException.class, () -> Predictor.load(file));
    assertTrue(e.getMessage().contains(file + " does not exist"), e.getMessage());
    assertTrue(e.getMessage().contains("SavedModel"), e.getMessage());
  }

  @Test
  void anyNumberMayFillWeights() {
    Path file = folder.resolve("m.keras");
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      var constant = new Constant(value);
      try (Sequential m =
          Sequential.of(Input.of(2), new Dense(1).kernelInitializer(constant).useBias(false))) {
        m.save(file);
        try (Model loaded = Keras.loadModel(file)) {
          assertEquals(m.toJson(), loaded.toJson());
          assertEquals(m.getWeights(), loaded.getWeights());
        }
      }
    }
  }
}
