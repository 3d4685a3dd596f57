/** Figures that are accumulated over an epoch, by class or by Keras's name. */
@org.jspecify.annotations.NullMarked
package org.keras4j.metrics;
