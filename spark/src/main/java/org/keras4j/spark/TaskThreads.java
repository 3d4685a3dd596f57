package org.keras4j.spark;

import org.apache.spark.SparkEnv;
import org.keras4j.Keras;

/** Lets TensorFlow compute with as many threads as a task has cores. */
final class TaskThreads {
  private static final String DRIVER = "driver";

  private TaskThreads() {}

  /**
   * Sets the threads of an executor, if nobody has; a driver, in local mode, is the user's own
   * process.
   */
  static synchronized void limit(int cores) {
    if (Keras.intraThreads() == 0 && !SparkEnv.get().executorId().equals(DRIVER)) {
      try {
        Keras.setThreads(cores, cores);
      } catch (IllegalStateException e) {
        // Another task of the application has started TensorFlow before.
        System.getLogger("org.keras4j.spark")
            .log(System.Logger.Level.WARNING, "TensorFlow has its threads already", e);
      }
    }
  }
}
