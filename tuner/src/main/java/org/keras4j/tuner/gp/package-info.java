/**
 * The statistics behind Bayesian optimisation, free of everything about models and trials: a
 * Gaussian process as scikit-learn fits it for KerasTuner, and the search for its most promising
 * point.
 */
@NullMarked
package org.keras4j.tuner.gp;

import org.jspecify.annotations.NullMarked;
