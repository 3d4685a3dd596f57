package org.keras4j.internal.graph;

import org.tensorflow.proto.ConfigProto;

/** How many threads TensorFlow computes with. The first session of a process decides for all. */
public final class Threads {

  private static int intra;
  private static int inter;
  private static boolean used;

  private Threads() {}

  /** Sets both numbers; 0 leaves one to TensorFlow. */
  public static synchronized void set(int intraThreads, int interThreads) {
    check("intra", intraThreads);
    check("inter", interThreads);
    if (used) {
      throw new IllegalStateException(
          "Keras.setThreads(intra, inter): TensorFlow has started its threads already; call it"
              + " before the first model is trained or predicts, and before anything else is"
              + " computed");
    }
    intra = intraThreads;
    inter = interThreads;
  }

  private static void check(String argument, int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "Keras.setThreads(intra, inter): '"
              + argument
              + "' must be a number of threads, or 0 to leave it to TensorFlow, got "
              + threads);
    }
  }

  /** Returns how many threads one operation may use; 0 if TensorFlow chooses. */
  public static synchronized int intra() {
    return intra;
  }

  /** Returns how many operations may run at once; 0 if TensorFlow chooses. */
  public static synchronized int inter() {
    return inter;
  }

  /** Puts the numbers into the settings of a session; from now on they are fixed. */
  static synchronized ConfigProto.Builder apply(ConfigProto.Builder settings) {
    used = true;
    return settings.setIntraOpParallelismThreads(intra).setInterOpParallelismThreads(inter);
  }
}
