package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.damage.Damage;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** What is refused when a SavedModel is loaded, and how it is used and closed. */
class LoadSavedModelTest {

  @TempDir Path temp;

  private static Path python(String name) {
    return SavedModelParityTest.folder(name);
  }

  private static void assertMessage(
      Class<? extends Exception> type, Executable run, String... parts) {
    String message = String.valueOf(assertThrows(type, run).getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertFalse(message.endsWith("."), message);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Files.copy(p, to.resolve(from.relativize(p).toString()));
      }
    }
    return to;
  }

  private Path changed(String model, UnaryOperator<MetaGraphDef> change) throws IOException {
    Path folder = copy(python(model), temp.resolve(model));
    Path file = folder.resolve("saved_model.pb");
    SavedModel saved = SavedModel.parseFrom(Files.readAllBytes(file));
    SavedModel other =
        saved.toBuilder().setMetaGraphs(0, change.apply(saved.getMetaGraphs(0))).build();
    Files.write(file, other.toByteArray());
    return folder;
  }

  @Test
  void namesShapesAndTypesAreThoseOfTheSignature() {
    try (Predictor p = Keras.loadSavedModel(python("named").toString())) {
      assertEquals(
          "named(features: float32 (None, 4))"
              + " -> (kind: float32 (None, 3), price: float32 (None, 1))",
          p.describe().toString());
      assertEquals(Shape.of(-1, 4), p.inputShape());
      assertEquals(Shape.of(-1, 3), p.outputShape());
    }
    try (Predictor p = Keras.loadSavedModel(python("functional"), o -> o.signature("serve"))) {
      assertEquals(List.of("b", "words"), p.describe().inputNames());
      assertEquals(
          List.of("output_0", "output_1", "output_2"), p.describe().outputNames().subList(0, 3));
      assertEquals("output_10", p.describe().outputNames().get(10));
      assertEquals(DType.INT32, p.describe().inputs().get(1).dtype());
    }
  }

  @Test
  void unknownAndAmbiguousSignaturesAreListed() {
    assertMessage(
        IllegalArgumentException.class,
        () -> Keras.loadSavedModel(python("named"), o -> o.signature("serving")),
        "'serving'",
        "Did you mean 'serving_default'?",
        "serve");
    assertMessage(
        IllegalArgumentException.class,
        () -> Keras.loadSavedModel(python("functions")),
        "fixed, powers",
        "signature(…)");
    assertMessage(
        IllegalArgumentException.class,
        () -> Keras.loadSavedModel(python("named"), o -> o.tags("train", "gpu")),
        "[gpu, train]",
        "[serve]",
        "tags(…)");
  }

  @Test
  void theOnlySignatureNeedsNoName() throws IOException {
    Path folder = changed("functions", g -> g.toBuilder().removeSignatureDef("fixed").build());
    try (Predictor p = Keras.loadSavedModel(folder)) {
      assertEquals(List.of("same", "total", "x", "y"), p.describe().outputNames());
    }
    Path none = changed("named", g -> g.toBuilder().clearSignatureDef().build());
    assertMessage(
        IllegalArgumentException.class, () -> Keras.loadSavedModel(none), "no signatures");
  }

  @Test
  void whatIsNotAnArrayOfNumbersIsRefused() {
    assertMessage(
        IllegalArgumentException.class,
        () -> Keras.loadSavedModel(python("unsafe"), o -> o.signature("texts")),
        "input 'text'",
        "DT_STRING");
  }

  @Test
  void operationsThatReachOutAreRefusedByName() {
    Path folder = python("unsafe");
    assertMessage(
        IllegalArgumentException.class,
        () -> Keras.loadSavedModel(folder),
        "WriteFile (operation 'WriteFile' of function '",
        "allowUnsafeOperations()");
    NDArray negative = NDArray.of(new float[][] {{-1, -2}});
    try (Predictor p = Keras.loadSavedModel(folder, o -> o.allowUnsafeOperations())) {
      assertEquals(negative, p.predict(negative));
    }
    // What a signature does not need cannot run, and does no harm.
    try (Predictor p = Keras.loadSavedModel(folder, o -> o.signature("plain"))) {
      assertEquals(NDArray.of(new float[][] {{-2, -4}}), p.predict(negative));
    }
    assertFalse(Files.exists(Path.of("keras4j_was_here")));
  }

  @Test
  void whatRestoresAndInitializesIsSearchedToo() throws IOException {
    NodeDef read = NodeDef.newBuilder().setName("spy").setOp("ReadFile").build();
    Path restoring =
        changed(
            "named",
            g -> {
              String restore = g.getSaverDef().getRestoreOpName();
              var graph = g.getGraphDef().toBuilder().addNode(read);
              graph.getNodeBuilderList().stream()
                  .filter(n -> n.getName().equals(restore))
                  .forEach(n -> n.addInput("^spy"));
              return g.toBuilder().setGraphDef(graph).build();
            });
    assertMessage(
        IllegalArgumentException.class, () -> Keras.loadSavedModel(restoring), "ReadFile", "'spy'");
    Path initializing =
        changed(
            "image",
            g -> {
              var graph = g.getGraphDef().toBuilder().addNode(read);
              var init = g.getSignatureDefOrThrow("__saved_model_init_op").toBuilder();
              init.putOutputs(
                  "__saved_model_init_op",
                  init.getOutputsOrThrow("__saved_model_init_op").toBuilder()
                      .setName("spy")
                      .build());
              return g.toBuilder()
                  .setGraphDef(graph)
                  .putSignatureDef("__saved_model_init_op", init.build())
                  .build();
            });
    assertMessage(
        IllegalArgumentException.class, () -> Keras.loadSavedModel(initializing), "ReadFile");
  }

  @Test
  void foldersThatAreNoSavedModelAreRefused() throws IOException {
    assertMessage(
        UncheckedIOException.class, () -> Keras.loadSavedModel(temp.resolve("none")), "none");
    assertMessage(UncheckedIOException.class, () -> Keras.loadSavedModel(temp), "saved_model.pb");
    copy(python("named"), temp.resolve("1"));
    assertMessage(
        UncheckedIOException.class, () -> Keras.loadSavedModel(temp), "these folders in it are: 1");
    Path file = Files.writeString(temp.resolve("file"), "");
    assertMessage(UncheckedIOException.class, () -> Keras.loadSavedModel(file), "not a folder");
  }

  @Test
  void damagedFoldersAreRefused() throws IOException {
    Path folder = copy(python("named"), temp.resolve("m"));
    Path pb = folder.resolve("saved_model.pb");
    byte[] good = Files.readAllBytes(pb);
    for (int length : new int[] {0, 1, 2, 100, good.length / 2, good.length - 1}) {
      Files.write(pb, Arrays.copyOf(good, length));
      assertMessage(
          UncheckedIOException.class,
          () -> Keras.loadSavedModel(folder),
          "saved_model.pb",
          "damaged");
    }
    Files.write(pb, good);

    Path values = folder.resolve("variables/variables.data-00000-of-00001");
    byte[] numbers = Files.readAllBytes(values);
    Files.write(values, Arrays.copyOf(numbers, 20));
    assertMessage(UncheckedIOException.class, () -> Keras.loadSavedModel(folder), "damaged");
    byte[] other = numbers.clone();
    other[3]++;
    Files.write(values, other);
    assertMessage(UncheckedIOException.class, () -> Keras.loadSavedModel(folder), "damaged");
    Files.delete(values);
    assertMessage(UncheckedIOException.class, () -> Keras.loadSavedModel(folder), "damaged");

    Path index = folder.resolve("variables/variables.index");
    Files.write(index, Arrays.copyOf(Files.readAllBytes(index), 50));
    assertMessage(UncheckedIOException.class, () -> Keras.loadSavedModel(folder), "damaged");
    Files.delete(index);
    assertMessage(
        UncheckedIOException.class, () -> Keras.loadSavedModel(folder), "variables.index");
  }

  @Test
  void whateverTheBytesAreThereIsAPredictorOrAnErrorThatNamesTheFolder() throws IOException {
    Path folder = copy(python("named"), temp.resolve("m"));
    NDArray x = NDArray.ones(2, 4);
    for (String name :
        List.of(
            "saved_model.pb",
            "variables/variables.index",
            "variables/variables.data-00000-of-00001")) {
      Path file = folder.resolve(name);
      byte[] good = Files.readAllBytes(file);
      Random random = new Random(1);
      int refused = 0;
      for (int i = 0; i < Damage.MUTATIONS / 100; i++) {
        Files.write(file, Damage.damaged(good, random));
        try (Predictor p = Keras.loadSavedModel(folder)) {
          p.predict(x);
        } catch (UncheckedIOException | IllegalArgumentException e) {
          String message = String.valueOf(e.getMessage());
          // Or it could be loaded, and computes something else, or nothing.
          assertTrue(
              message.contains(folder.toString()) || message.contains(" cannot compute a batch "),
              e::toString);
          refused++;
        } catch (IllegalStateException e) {
          assertTrue(
              String.valueOf(e.getMessage()).contains(" cannot compute a batch "), e::toString);
          refused++;
        }
      }
      assertTrue(refused > 0, name);
      Files.write(file, good);
    }
  }

  @Test
  void aGraphThatLacksAnOperationIsRefused() throws IOException {
    Path folder =
        changed(
            "named",
            g ->
                g.toBuilder()
                    .setGraphDef(
                        g.getGraphDef().toBuilder()
                            .clearNode()
                            .addAllNode(
                                g.getGraphDef().getNodeList().stream()
                                    .filter(n -> !n.getOp().equals("VarHandleOp"))
                                    .toList()))
                    .build());
    assertMessage(UncheckedIOException.class, () -> Keras.loadSavedModel(folder), "is missing");
  }

  @Test
  void otherShapesThanThoseOfTheSignatureAreRefused() {
    try (Predictor p = Keras.loadSavedModel(python("functions"), o -> o.signature("fixed"))) {
      assertMessage(
          IllegalArgumentException.class,
          () -> p.predict(NDArray.zeros(2, 2)),
          "(3, 2)",
          "received (2, 2)");
    }
  }

  @Test
  void singleSamplesAreTakenAsFloats() {
    float[] sample = {1, -2, 3, 4};
    try (Predictor p = Keras.loadSavedModel(python("named"))) {
      float[] kinds = p.predict(NDArray.of(new float[][] {sample})).toFloatArray();
      assertArrayEquals(kinds, p.predict(sample));
      float[] result = new float[3];
      p.predict(sample, result);
      assertArrayEquals(kinds, result);
      assertThrows(IllegalArgumentException.class, () -> p.predict(new float[3]));
    }
    try (Predictor p = Keras.loadSavedModel(python("functions"), o -> o.signature("powers"))) {
      assertEquals(2, p.predict(new float[] {1, 2}).length);
    }
  }

  @Test
  void manyThreadsUseItUntilItIsClosed() throws Exception {
    var pool = Executors.newFixedThreadPool(4);
    Predictor p = Keras.loadSavedModel(python("recurrent"));
    try {
      NDArray x = NDArray.ones(2, 5, 3);
      NDArray expected = p.predict(x);
      List<Callable<Boolean>> jobs = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        jobs.add(() -> p.predict(x).allClose(expected, 1e-6, 1e-7));
      }
      for (var f : pool.invokeAll(jobs)) {
        assertTrue(f.get());
      }
      p.close();
      p.close();
      assertMessage(IllegalStateException.class, () -> p.predict(x), "'recurrent' is closed");
    } finally {
      p.close();
      pool.shutdown();
    }
  }

  @Test
  void twoOfOneModelDoNotShareVariables() throws IOException {
    try (var first = Sequential.of(Input.of(1), new org.keras4j.layers.Dense(1));
        var second = Sequential.of(Input.of(1), new org.keras4j.layers.Dense(1))) {
      first.export(temp.resolve("first"));
      second.export(temp.resolve("second"));
      NDArray one = NDArray.ones(1, 1);
      try (Predictor a = Keras.loadSavedModel(temp.resolve("first"));
          Predictor b = Keras.loadSavedModel(temp.resolve("second"))) {
        assertEquals(first.predictOnBatch(one), a.predict(one));
        assertEquals(second.predictOnBatch(one), b.predict(one));
      }
    }
  }

  @Test
  void theFirstOutputMayBeASingleNumber() throws IOException {
    Path folder =
        changed(
            "functions",
            g -> {
              SignatureDef powers = g.getSignatureDefOrThrow("powers");
              SignatureDef.Builder total = powers.toBuilder().clearOutputs();
              total.putOutputs("total", powers.getOutputsOrThrow("total"));
              return g.toBuilder().putSignatureDef("powers", total.build()).build();
            });
    try (Predictor p = Keras.loadSavedModel(folder, o -> o.signature("powers"))) {
      assertEquals(0, p.outputShape().rank());
      List<NDArray> x =
          p.describe().inputs().stream()
              .map(t -> NDArray.ones(t.shape().withBatch(2).asArray()).asType(t.dtype()))
              .toList();
      assertEquals(0, p.predict(x).get(0).rank());
      try (var batching = p.batching(4, Duration.ofMillis(1))) {
        assertEquals(p.predict(x), batching.predict(x));
      }
    }
  }
}
