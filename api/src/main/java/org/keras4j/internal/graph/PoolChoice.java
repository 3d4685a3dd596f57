package org.keras4j.internal.graph;

import java.util.Arrays;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.RunOptions;

/**
 * Decides where the operations of a step run: in TensorFlow's pool of threads, or one after the
 * other in the calling thread, where each may still use all cores. Small steps are faster without
 * being handed over, large ones are not, and the border depends on the machine. So the first runs
 * measure it: each way gets the same number of runs, in turn, and the smaller median stays. Short
 * runs are disturbed most, so they are measured more often.
 *
 * <p>Either way computes the same. One thread at a time.
 */
final class PoolChoice {

  /** The first runs allocate memory and prepare kernels; they tell nothing. */
  private static final int WARM_UP = 4;

  /** Each way is run at least as often, and more often as long as that costs next to nothing. */
  private static final int FEWEST_RUNS = 7;

  private static final int MOST_RUNS = 50;

  private static final long ENOUGH_NANOS = 150_000_000;

  /** A gain below this may be noise. */
  private static final double CLEARLY = 0.95;

  private static final RunOptions INLINE = RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private final long[] pooledTimes = new long[MOST_RUNS];
  private final long[] inlineTimes = new long[MOST_RUNS];
  private int measured = -WARM_UP;
  private long measuredNanos;
  private long largest;
  private boolean decided;
  private boolean inline;

  /**
   * Runs a step.
   *
   * @param size of the batch; smaller ones than the largest so far, such as the last of an epoch,
   *     are not compared with others
   */
  Result run(Session.Runner runner, long size) {
    if (decided) {
      return run(runner, inline);
    }
    if (size > largest) {
      largest = size;
      measured = -WARM_UP;
      measuredNanos = 0;
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
      measuredNanos += nanos;
    }
    measured++;
    int runs = measured / 2;
    boolean enough = runs == MOST_RUNS || (runs >= FEWEST_RUNS && measuredNanos >= ENOUGH_NANOS);
    if (measured > 0 && measured % 2 == 0 && enough) {
      inline = median(inlineTimes, runs) < CLEARLY * median(pooledTimes, runs);
      decided = true;
    }
  }

  /** Returns whether steps run in the calling thread; false while that is not decided. */
  boolean inline() {
    return inline;
  }

  /** Returns whether enough runs have been measured. */
  boolean decided() {
    return decided;
  }

  private static long median(long[] times, int n) {
    long[] sorted = Arrays.copyOf(times, n);
    Arrays.sort(sorted);
    return sorted[n / 2];
  }
}
