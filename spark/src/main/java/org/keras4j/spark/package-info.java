/**
 * Hyperparameter search on the machines of an Apache Spark cluster.
 *
 * <p>{@link org.keras4j.spark.SparkSearch} runs the trials of a tuner as Spark tasks; all else, the
 * choice of values, the project's folder and the results, stays with the tuner in the driver. The
 * page {@code docs/spark.md} says when this is worth it and how a cluster is set up.
 */
@NullMarked
package org.keras4j.spark;

import org.jspecify.annotations.NullMarked;
