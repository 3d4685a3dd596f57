/**
 * The statistics behind Bayesian optimisation, free of everything about models and trials: a
 * Gaussian process and what it promises, and beside it those of scikit-learn and SciPy, as
 * KerasTuner uses them.
 *
 * <p>{@link org.keras4j.tuner.gp.ArdProcess} and {@link org.keras4j.tuner.gp.Criterion} are ours,
 * {@link org.keras4j.tuner.gp.GaussianProcess} and {@link org.keras4j.tuner.gp.CubeDescents} the
 * others.
 */
@NullMarked
package org.keras4j.tuner.gp;

import org.jspecify.annotations.NullMarked;
