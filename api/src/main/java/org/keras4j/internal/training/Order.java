package org.keras4j.internal.training;

/**
 * In which order the samples of arrays come.
 *
 * @param extent what is shuffled
 * @param reshuffles whether each pass has an order of its own even after {@code setRandomSeed},
 *     where Keras repeats the first one
 */
public record Order(Extent extent, boolean reshuffles) {

  /** As they are. */
  public static final Order GIVEN = new Order(Extent.NOTHING, false);

  /** What is shuffled. */
  public enum Extent {
    /** Nothing: the samples come as they are. */
    NOTHING,
    /** All samples. */
    ALL,
    /** The samples inside each batch. */
    BATCHES
  }
}
