package org.keras4j.spark;

import java.io.Serializable;

/**
 * Loads the data of a search, once in each process of the cluster that runs trials: from a path
 * that all machines see, from the class path, from {@code SparkFiles}, or from an array that was
 * {@link SparkSearch#broadcast broadcast}. A lambda is one; what it captures is sent along, so
 * capture the path and not the data.
 *
 * @param <D> what holds the data
 */
@FunctionalInterface
public interface DataLoader<D> extends Serializable {
  /**
   * Loads the data.
   *
   * @return the data, which trials share and must not change
   * @throws Exception if it cannot be loaded here. Spark tries the trial again, perhaps on another
   *     machine, as often as {@code spark.task.maxFailures} says, then the search ends
   */
  D load() throws Exception;
}
