/**
 * What weights are brought back to after each update: {@code w ← c(w)}.
 *
 * <p>{@link org.keras4j.constraints.MaxNorm} scales weight vectors that are too long, {@code w ← w
 * · min(‖w‖, m)/‖w‖} (proposed with dropout by Srivastava et al., 2014), {@link
 * org.keras4j.constraints.UnitNorm} and {@link org.keras4j.constraints.MinMaxNorm} those that are
 * too short as well, {@link org.keras4j.constraints.NonNeg} sets negative ones to 0.
 *
 * <pre id="snippet-package-constraints">{@code
 * var dense = new Dense(64).kernelConstraint(new MaxNorm(3).axis(0));
 * }</pre>
 *
 * <p>The axis says what a vector is: 0 (the default) for the weights that come into a unit of
 * {@link org.keras4j.layers.Dense}; 0, 1 and 2 for a filter of {@link org.keras4j.layers.Conv2D}.
 * Write your own by extending {@link org.keras4j.constraints.Constraint}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.constraints;
