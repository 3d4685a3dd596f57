package org.keras4j.spark;

import java.io.Serializable;
import org.keras4j.FitOptions;

/** Sets arguments of fit besides inputs and targets; a lambda that captures what can be sent. */
@FunctionalInterface
public interface FitSettings extends Serializable {
  /**
   * Sets arguments for one training. Called anew for each.
   *
   * @param options has inputs and targets already
   */
  void set(FitOptions options);
}
