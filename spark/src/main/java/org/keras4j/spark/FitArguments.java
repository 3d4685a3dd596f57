package org.keras4j.spark;

import java.io.Serializable;
import org.keras4j.FitOptions;

/**
 * Makes the arguments of fit from the data, on the machine that trains. A lambda is one; all that
 * it captures must be serializable.
 *
 * @param <D> what holds the data
 */
@FunctionalInterface
public interface FitArguments<D> extends Serializable {
  /**
   * Makes the arguments for one training. Called anew for each, so that callbacks it makes serve
   * one training only.
   *
   * @param data what the {@link DataLoader} has loaded
   * @return all arguments of fit, inputs and targets included. Nothing is printed, whatever {@code
   *     verbose} is
   */
  FitOptions from(D data);
}
