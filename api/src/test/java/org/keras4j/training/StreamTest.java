package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Adam;
import org.keras4j.utils.Dataset;

/** Training on streams of batches. */
class StreamTest {

  private final Sequential model = Lines.model();

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void opensOnePassAnEpochAndClosesEach() {
    Lines.Stream stream = new Lines.Stream(5, 2, true);
    Lines.Stream validation = new Lines.Stream(2, 2, false);
    History h =
        model.fit(
            stream,
            o ->
                o.epochs(3)
                    .verbose(0)
                    .validationData(new org.keras4j.FitOptions().dataset(validation)));
    assertEquals(List.of(28.5, 28.5, 28.5), h.get("loss"));
    assertEquals(3.5, h.get("val_loss").get(2));
    assertEquals(3, stream.opened);
    assertEquals(3, stream.closed);
    assertEquals(3, validation.opened);
    assertEquals(3, validation.closed);
  }

  @Test
  void stepsGoOnThroughTheStream() {
    Lines.Stream stream = new Lines.Stream(4, 2, false);
    History h = model.fit(stream, o -> o.epochs(4).stepsPerEpoch(2).verbose(0));
    assertEquals(List.of(3.5, 31.5, 3.5, 31.5), h.get("loss"));
    assertEquals(stream.opened, stream.closed);
  }

  @Test
  void theNumberOfStepsIsKnownAfterOnePass() {
    StringBuilder text = new StringBuilder();
    model.fit(
        new Lines.Stream(2, 1, false),
        o -> o.epochs(2).callbacks(new ProgbarLogger().output(text::append)));
    String[] epochs = text.toString().split("Epoch 2/2", -1);
    assertTrue(epochs[0].contains("\r      1/Unknown "), epochs[0]);
    assertTrue(epochs[0].contains("2/2\u001b[0m"), epochs[0]);
    assertTrue(epochs[1].contains("1/2\u001b[0m"), epochs[1]);
  }

  @Test
  void buildsTheModelFromTheFirstBatch() {
    try (Sequential late = Sequential.of(new Dense(1))) {
      late.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
      Lines.Stream stream = new Lines.Stream(2, 4, true);
      late.fit(stream, o -> o.verbose(0));
      assertEquals(Shape.of(-1, 1), late.inputShape());
      assertEquals(1, stream.opened);
    }
  }

  @Test
  void evaluatesAndPredicts() {
    Lines.Stream stream = new Lines.Stream(3, 2, true);
    assertEquals(55.0 / 6, model.evaluate(stream, o -> o.verbose(0)).loss(), 1e-6);
    assertEquals(
        NDArray.wrap(new float[] {0, 1, 2, 3, 4, 5}, 6, 1),
        model.predict(stream, o -> o.verbose(0)).get(0));
    assertEquals(2, stream.opened);
    assertEquals(2, stream.closed);
  }

  @Test
  void batchesMayDifferInWhatTheModelLeavesOpen() {
    try (Sequential m = Sequential.of(Input.of(-1, 2), new Dense(1).kernelInitializer("ones"))) {
      m.compile(c -> c.optimizer(new Adam(1e-12)).loss(new Lines.Squares()));
      Dataset lengths =
          () ->
              List.of(
                      Dataset.Batch.of(NDArray.ones(2, 3, 2), NDArray.zeros(2, 3, 1)),
                      Dataset.Batch.of(NDArray.ones(2, 5, 2), NDArray.zeros(2, 5, 1)),
                      Dataset.Batch.of(NDArray.ones(2, 3, 2), NDArray.zeros(2, 3, 1)))
                  .iterator();
      assertEquals(List.of(4.0, 4.0), m.fit(lengths, o -> o.epochs(2).verbose(0)).get("loss"));
      assertEquals(4.0, m.evaluate(lengths, o -> o.verbose(0)).loss());
    }
  }

  @Test
  void aStreamThatCannotStartAgainIsAnError() {
    Iterator<Dataset.Batch> once = new Lines.Stream(2, 2, false).iterator();
    var e =
        assertThrows(
            IllegalStateException.class, () -> model.fit(() -> once, o -> o.epochs(2).verbose(0)));
    assertTrue(e.getMessage().contains("epoch 1"), e.getMessage());
    assertTrue(e.getMessage().contains("iterator()"), e.getMessage());
  }

  @Test
  void anEmptyStreamIsAnError() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> model.fit(new Lines.Stream(0, 1, true), o -> o.verbose(0)));
    assertTrue(e.getMessage().contains("no batches"), e.getMessage());
  }

  @Test
  void whatTheStreamThrowsArrivesAndThePassIsClosed() {
    for (int failing = 0; failing < 4; failing++) {
      Lines.Stream stream = new Lines.Stream(3, 2, true);
      if (failing < 3) {
        stream.batches.set(failing, Dataset.Batch.of(Lines.x(2), Lines.y(3)));
      } else {
        stream.batches.set(1, Dataset.Batch.of(NDArray.zeros(2, 5), Lines.y(2)));
      }
      assertThrows(
          IllegalArgumentException.class, () -> model.fit(stream, o -> o.verbose(0)), "" + failing);
      assertEquals(1, stream.opened);
      assertEquals(1, stream.closed);
    }
    assertEquals(
        28.5, model.fit(new Lines.Stream(5, 2, true), o -> o.verbose(0)).get("loss").get(0));
  }
}
