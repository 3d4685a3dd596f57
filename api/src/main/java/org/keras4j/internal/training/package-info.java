/**
 * The loops of fit, evaluate and predict: where batches come from, what is checked before the first
 * step, when callbacks are called.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.training;
