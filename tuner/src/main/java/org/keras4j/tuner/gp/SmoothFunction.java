package org.keras4j.tuner.gp;

/** A function of several variables with its gradient. */
@FunctionalInterface
interface SmoothFunction {
  /** Evaluates the function at a point. */
  Evaluation at(double[] x);
}
