package org.keras4j.benchmarks;

import org.keras4j.tuner.HyperParameters;

/** What a search has to find the minimum of. */
interface RegretProblem {
  /** Declares what is searched. */
  void declare(HyperParameters hp);

  /** Says what values are worth; lower is better. */
  double value(HyperParameters hp);

  /** The lowest value there is. */
  double minimum();

  /** Its name in the table, and for the Python side. */
  String title();
}
