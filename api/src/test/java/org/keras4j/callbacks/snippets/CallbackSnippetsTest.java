package org.keras4j.callbacks.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.LearningRateScheduler;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/** The code in the Javadoc of callbacks. */
class CallbackSnippetsTest {

  private final NDArray x = NDArray.zeros(4, 2);
  private final NDArray y = NDArray.ones(4, 2);

  private Sequential model() {
    Sequential model = new Sequential().add(Input.of(2)).add(new Dense(2).activation("softmax"));
    model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
    return model;
  }

  @Test
  void earlyStopping() {
    try (Sequential model = model()) {
      // snippet: early-stopping
      var early = new EarlyStopping("val_accuracy").patience(10).restoreBestWeights(true);
      model.fit(x, y, o -> o.epochs(100).validationSplit(0.25).verbose(0).callbacks(early));
      // end snippet
      assertEquals(10, early.stoppedEpoch());
    }
  }

  @Test
  void learningRateScheduler() {
    try (Sequential model = model()) {
      // snippet: learning-rate-scheduler
      var halving = new LearningRateScheduler((epoch, rate) -> epoch < 10 ? rate : rate * 0.5);
      // end snippet
      var h = model.fit(x, y, o -> o.verbose(0).epochs(12).callbacks(halving));
      List<Double> rates = h.get("learning_rate");
      assertEquals(rates.get(9) / 4, rates.get(11), 1e-10);
    }
  }

  @Test
  void lambdaCallback() {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Sequential model = model()) {
      // snippet: lambda-callback
      Callback printing =
          new LambdaCallback()
              .onEpochEnd((epoch, logs) -> System.out.println(epoch + ": " + logs.names()));
      // end snippet
      model.fit(x, y, o -> o.verbose(0).callbacks(printing));
    } finally {
      System.setOut(out);
    }
    assertEquals("0: [accuracy, loss]", printed.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void modelCheckpoint(@TempDir Path folder) {
    try (Sequential model = model()) {
      // snippet: model-checkpoint
      var saving = new ModelCheckpoint(folder + "/best.keras").saveBestOnly(true);
      model.fit(x, y, o -> o.verbose(0).epochs(5).validationSplit(0.25).callbacks(saving));
      Model best = Keras.loadModel(folder + "/best.keras");
      // end snippet
      assertEquals(model.countParams(), best.countParams());
      best.close();
    }
  }
}
