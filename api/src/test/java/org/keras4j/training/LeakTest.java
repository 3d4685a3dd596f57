package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keras4j.FitOptions;
import org.keras4j.Sequential;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** That runs free what they allocate, counted by the objects that own native memory. */
class LeakTest {

  private final Sequential model = Lines.model();
  private final NDArray x = NDArray.zeros(50_000, 1);
  private long before;

  @BeforeEach
  void warmUp() throws InterruptedException {
    everything();
    before = settled();
  }

  /** The count after what other tests have forgotten was collected. */
  private static long settled() throws InterruptedException {
    long count = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      System.gc();
      Thread.sleep(20);
      long next = Pointer.totalCount();
      if (next == count) {
        break;
      }
      count = next;
    }
    return count;
  }

  /** Fewer are there if something was collected nevertheless. */
  private void assertNothingIsLeft() {
    long now = Pointer.totalCount();
    assertTrue(now <= before, () -> before + " pointers, then " + now);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private void everything() {
    // Large batches, so that a thread gathers ahead; the last one is smaller.
    FitOptions o = new FitOptions().x(x).y(x).verbose(0).batchSize(20_000);
    model.fit(o.copy().epochs(2).validationSplit(0.3));
    model.fit(o.copy().stepsPerEpoch(2).epochs(3));
    model.fit(new Lines.Stream(3, 2, true), q -> q.verbose(0).epochs(2));
    model.evaluate(x, x, q -> q.verbose(0).batchSize(20_000));
    model.predict(x, q -> q.verbose(0).batchSize(20_000));
    model.trainOnBatch(Lines.x(3), Lines.y(3));
    model.testOnBatch(Lines.x(3), Lines.y(3));
    model.predictOnBatch(Lines.x(3));
    model.setWeights(List.of(NDArray.ones(1, 1)));
    model.getWeights();
    assertThrows(IllegalArgumentException.class, () -> model.fit(o.copy().y(Lines.y(3))));
    for (int b = 0; b < 2; b++) {
      int failing = b;
      assertThrows(
          IllegalStateException.class,
          () ->
              model.fit(
                  o.copy()
                      .callbacks(
                          new LambdaCallback()
                              .onTrainBatchEnd(
                                  (batch, l) -> {
                                    if (batch == failing) {
                                      throw new IllegalStateException();
                                    }
                                  }))));
    }
  }

  @Test
  void theCountSeesTensors() {
    try (TFloat32 t = TFloat32.tensorOf(Shape.of(2))) {
      assertTrue(Pointer.totalCount() > before, t.toString());
    }
    assertNothingIsLeft();
  }

  @Test
  void runsLeaveNoNativeObjectsBehind() {
    for (int i = 0; i < 3; i++) {
      everything();
    }
    assertNothingIsLeft();
  }

  @Test
  void aLongEpochNeedsNoMoreThanAShortOne() {
    long[] seen = new long[2];
    model.fit(
        Lines.x(400),
        Lines.y(400),
        o ->
            o.verbose(0)
                .batchSize(1)
                .callbacks(
                    new LambdaCallback()
                        .onTrainBatchEnd(
                            (b, l) -> {
                              if (b == 5) {
                                seen[0] = Pointer.totalCount();
                              } else if (b == 395) {
                                seen[1] = Pointer.totalCount();
                              }
                            })));
    // Fewer if what others have forgotten was collected meanwhile.
    assertTrue(seen[1] <= seen[0], seen[0] + " pointers, then " + seen[1]);
  }

  @Test
  void aModelThatIsTrainedAndClosedLeavesNothing() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      try (Sequential m = Lines.model()) {
        m.fit(x, x, o -> o.verbose(0).batchSize(20_000));
        m.predictOnBatch(Lines.x(2));
      }
      if (i == 0) {
        before = settled();
      }
    }
    assertNothingIsLeft();
  }
}
