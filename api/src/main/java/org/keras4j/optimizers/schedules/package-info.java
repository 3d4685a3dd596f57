/**
 * Learning rates that depend on the number of updates so far, {@code t}.
 *
 * <p>An optimizer takes one in place of a number. It is part of the graph, so that each update has
 * its own rate; callbacks cannot set the learning rate then.
 *
 * <pre id="snippet-package-schedules">{@code
 * var schedule = new CosineDecay(0.1, 1000);
 * double half = schedule.at(500);
 * var adam = new Adam(schedule);
 * }</pre>
 *
 * <ul>
 *   <li>{@link org.keras4j.optimizers.schedules.ExponentialDecay}: {@code r·d^(t/T)}.
 *   <li>{@link org.keras4j.optimizers.schedules.InverseTimeDecay}: {@code r / (1 + d·t/T)}.
 *   <li>{@link org.keras4j.optimizers.schedules.PolynomialDecay}: {@code (r − e)(1 − t/T)^p + e}.
 *   <li>{@link org.keras4j.optimizers.schedules.PiecewiseConstantDecay}: a table.
 *   <li>{@link org.keras4j.optimizers.schedules.CosineDecay}: {@code r·(1 + cos πt/T) / 2}, and
 *       {@link org.keras4j.optimizers.schedules.CosineDecayRestarts} (Loshchilov and Hutter,
 *       <i>SGDR</i>, 2016).
 *   <li>{@link org.keras4j.optimizers.schedules.CyclicalLearningRate} (Smith, 2017), which Keras
 *       does not have.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.optimizers.schedules;
