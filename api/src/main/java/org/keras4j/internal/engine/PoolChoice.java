package org.keras4j.internal.engine;

import java.util.Arrays;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.RunOptions;

/**
 * Decides where the operations of a step run: in TensorFlow's pool of threads, or one after the
 * other in the calling thread, where each may still use all cores. Small steps are faster without
 * being handed over, large ones are not, and the border depends on the machine. So the first runs
 * measure it: each way gets the same number of runs, in turn, and the smaller median stays.
 *
 * <p>Either way computes the same. One thread at a time.
 */
final class PoolChoice {

  /** The first runs allocate memory and prepare kernels; they tell nothing. */
  private static final int WARM_UP = 4;

  private static final int RUNS = 7;

  /** A gain below this may be noise. */
  private static final double CLEARLY = 0.97;

  private static final RunOptions INLINE = RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private final long[] pooledTimes = new long[RUNS];
  private final long[] inlineTimes = new long[RUNS];
  private int measured = -WARM_UP;
  private long largest;
  private boolean inline;

  /**
   * Runs a step.
   *
   * @param size of the batch; smaller ones than the largest so far, such as the last of an epoch,
   *     are not compared with others
   */
  Result run(Session.Runner runner, long size) {
    if (measured == 2 * RUNS) {
      return run(runner, inline);
    }
    if (size > largest) {
      largest = size;
      measured = -WARM_UP;
    }
    boolean now = measured % 2 != 0;
    long start = System.nanoTime();
    Result result = run(runner, now);
    if (size == largest) {
      record(now, System.nanoTime() - start);
    }
    return result;
  }

  private static Result run(Session.Runner runner, boolean inline) {
    return inline ? runner.setOptions(INLINE).run() : runner.run();
  }

  /** Takes the time of a run. */
  void record(boolean wasInline, long nanos) {
    if (measured >= 0) {
      (wasInline ? inlineTimes : pooledTimes)[measured / 2] = nanos;
    }
    measured++;
    if (measured == 2 * RUNS) {
      inline = median(inlineTimes) < CLEARLY * median(pooledTimes);
    }
  }

  /** Returns whether steps run in the calling thread; false while that is not decided. */
  boolean inline() {
    return inline;
  }

  private static long median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
