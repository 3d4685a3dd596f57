package org.keras4j.internal.training;

/** In which order the samples of arrays come in each epoch. */
public enum Order {
  /** As they are. */
  GIVEN,
  /** All in a new order. */
  SHUFFLED,
  /** In a new order inside each batch. */
  SHUFFLED_IN_BATCHES
}
