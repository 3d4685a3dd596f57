package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keras4j.FitOptions;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.internal.callbacks.ModelAccess;

/** When callbacks are called, and with what; the traces are those of Keras. */
class HookOrderTest {

  private final Sequential model = Lines.model();
  private final Tracer tracer = new Tracer();

  @AfterEach
  void close() {
    model.close();
  }

  private History fit(java.util.function.Consumer<FitOptions> options) {
    FitOptions o = new FitOptions().x(Lines.x(10)).y(Lines.y(10)).verbose(0).callbacks(tracer);
    options.accept(o);
    return model.fit(o);
  }

  @Test
  void fitWithValidation() {
    fit(o -> o.batchSize(5).epochs(2).validationData(Lines.x(4), Lines.y(4)));
    String epoch =
        "epoch%d[ b0 B0 b1 B1 test[ t0 T0 ]test[loss] ]epoch%d[loss, val_loss]"
            .replace("%d", "%1$d");
    assertEquals(
        "train[ " + epoch.formatted(0) + " " + epoch.formatted(1) + " ]train[loss, val_loss]",
        tracer.trace());
  }

  @Test
  void stepsGoOnThroughTheDataFromEpochToEpoch() {
    History h =
        fit(
            o ->
                o.batchSize(2)
                    .stepsPerEpoch(2)
                    .epochs(4)
                    .shuffle(false)
                    .validationData(Lines.x(2), Lines.y(2)));
    String validation = "test[ t0 T0 ]test[loss] ";
    assertEquals(
        "train[ epoch0[ b0 B0 b1 B1 "
            + validation
            + "]epoch0[loss, val_loss] epoch1[ b0 B0 b1 B1 "
            + validation
            + "]epoch1[loss, val_loss] epoch2[ b0 B0 "
            + validation
            + "]epoch2[loss, val_loss] epoch3[ b0 B0 b1 B1 "
            + validation
            + "]epoch3[loss, val_loss] ]train[loss, val_loss]",
        tracer.trace());
    // Means of squares of 0…3, 4…7, 8…9, 0…3.
    assertEquals(List.of(3.5, 31.5, 72.5, 3.5), h.get("loss"));
  }

  @Test
  void stepsThatFillThePassExactlyNeedNoWarning() {
    History h = fit(o -> o.batchSize(5).stepsPerEpoch(2).epochs(2).shuffle(false));
    assertEquals(List.of(28.5, 28.5), h.get("loss"));
  }

  @Test
  void epochsBeginAtTheInitialOne() {
    assertEquals(List.of(2, 3), fit(o -> o.initialEpoch(2).epochs(4)).epoch());
    tracer.events.clear();
    assertTrue(fit(o -> o.initialEpoch(4).epochs(4)).epoch().isEmpty());
    assertEquals("train[ ]train[]", tracer.trace());
  }

  @Test
  void validatesOnlyWhenAsked() {
    History h = fit(o -> o.epochs(5).validationFreq(2).validationData(Lines.x(4), Lines.y(4)));
    assertEquals(2, h.get("val_loss").size());
    h = fit(o -> o.epochs(5).validationEpochs(1, 2, 5).validationData(Lines.x(4), Lines.y(4)));
    assertEquals(3, h.get("val_loss").size());
    h =
        fit(
            o ->
                o.epochs(5)
                    .validationEpochs(1)
                    .validationFreq(2)
                    .validationData(Lines.x(4), Lines.y(4)));
    assertEquals(2, h.get("val_loss").size());
  }

  @Test
  void epochsToValidateAfterAreNumbersFromOne() {
    for (int bad : new int[] {-3, 0}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> new FitOptions().validationEpochs(2, bad))
              .getMessage();
      assertEquals("fit: validationEpochs must be at least 1; received " + bad, message);
    }
    FitOptions none = new FitOptions().validationEpochs();
    assertFalse(none.copy().validatesAfter(0), "Keras's validation_freq=[] validates never");
  }

  @Test
  void stoppingEndsTheEpochAfterTheBatchButStillValidates() {
    fit(
        o ->
            o.batchSize(2)
                .epochs(3)
                .validationSplit(0.2)
                .callbacks(
                    new LambdaCallback()
                        .onTrainBatchEnd((batch, logs) -> model.stopTraining(batch == 1))));
    assertEquals(
        "train[ epoch0[ b0 B0 b1 B1 test[ t0 T0 ]test[loss] ]epoch0[loss, val_loss] "
            + "]train[loss, val_loss]",
        tracer.trace());
    tracer.events.clear();
    fit(o -> o.batchSize(10));
    assertTrue(tracer.trace().contains("epoch0["), "a new fit is not stopped by the last one");
  }

  @Test
  void evaluateAndPredict() {
    model.evaluate(
        Lines.x(5), Lines.y(5), o -> o.batchSize(2).verbose(0).steps(2).callbacks(tracer));
    assertEquals("test[ t0 T0 t1 T1 ]test[loss]", tracer.trace());
    tracer.events.clear();
    model.predict(Lines.x(5), o -> o.batchSize(2).verbose(0).callbacks(tracer));
    assertEquals("predict[ p0 P0(2, 1) p1 P1(2, 1) p2 P2(1, 1) ]predict", tracer.trace());
  }

  @Test
  void usersCallbacksComeFirstAndWhatTheyAddIsSeen() {
    List<String> seen = new ArrayList<>();
    History h =
        fit(
            o ->
                o.callbacks(
                    new LambdaCallback().onEpochEnd((e, logs) -> logs.put("zeta", 7)),
                    new LambdaCallback()
                        .onEpochEnd((e, logs) -> seen.addAll(logs.names()))
                        .onTrainEnd(logs -> seen.add(logs.names().toString()))));
    assertEquals(List.of("loss", "zeta", "[loss]"), seen);
    assertEquals(List.of(7.0), h.get("zeta"));
  }

  @Test
  void batchLogsAreRunningMeans() {
    List<Double> seen = new ArrayList<>();
    fit(
        o ->
            o.batchSize(4)
                .shuffle(false)
                .callbacks(
                    new LambdaCallback()
                        .onTrainBatchEnd(
                            (b, logs) ->
                                seen.add(java.util.Objects.requireNonNull(logs.get("loss"))))));
    // Means of squares of 0…3, 0…7, 0…9.
    assertEquals(List.of(3.5, 17.5, 28.5), seen);
  }

  @Test
  void batchLogsCanBeReadOnlyWhileTheCallbackRuns() {
    List<Logs> kept = new ArrayList<>();
    fit(o -> o.callbacks(new LambdaCallback().onTrainBatchEnd((b, logs) -> kept.add(logs))));
    assertThrows(IllegalStateException.class, () -> kept.get(0).get("loss"));
  }

  @Test
  void paramsSayWhatTheRunIsLike() {
    assertEquals(new CallbackParams(0, 3, 5), fit(o -> o.batchSize(2).epochs(3)).params());
    assertEquals(new CallbackParams(0, 1, 2), fit(o -> o.stepsPerEpoch(2)).params());
  }

  @Test
  void aHistoryOfOnesOwnIsTheOneReturned() {
    History mine = new History();
    assertEquals(mine, fit(o -> o.callbacks(mine)));
    assertEquals(1, mine.get("loss").size());
  }

  @Test
  void aProgressBarOfOnesOwnReplacesTheUsualOne() {
    StringBuilder text = new StringBuilder();
    fit(
        o ->
            o.batchSize(5)
                .epochs(2)
                .verbose(2)
                .validationSplit(0.5)
                .shuffle(false)
                .callbacks(new ProgbarLogger().output(text::append)));
    List<String> lines = text.toString().lines().toList();
    assertEquals(4, lines.size(), text.toString());
    assertEquals("Epoch 1/2", lines.get(0));
    assertTrue(
        lines.get(1).matches("1/1 - \\d+s - \\d+(us|ms|s)/step - loss: 6.0000 - val_loss: 51.0000"),
        lines.get(1));
  }

  @Test
  void evaluationPrintsOneBar() {
    StringBuilder text = new StringBuilder();
    Callback bar = new ProgbarLogger().output(text::append);
    model.evaluate(Lines.x(4), Lines.y(4), o -> o.verbose(1).callbacks(bar));
    assertTrue(text.toString().startsWith("\r\u001b[1m1/1\u001b[0m"), text.toString());
    assertTrue(text.toString().endsWith(" - loss: 3.5000\n"), text.toString());
    text.setLength(0);
    model.predict(Lines.x(4), o -> o.verbose(2).callbacks(bar));
    assertTrue(text.toString().matches("1/1 - \\d+s - \\d+(us|ms|s)/step\n"), text.toString());
  }

  @Test
  void aBackupLetsTheRunBeginLater() {
    Callback resume = new LambdaCallback().onTrainBegin(() -> ModelAccess.get().resumeAt(model, 3));
    assertEquals(List.of(3, 4), fit(o -> o.epochs(5).callbacks(resume)).epoch());
    assertEquals(5, fit(o -> o.epochs(5)).epoch().size());
  }
}
