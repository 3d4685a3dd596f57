/** Rules that change weights along gradients, by class or by Keras's name. */
@org.jspecify.annotations.NullMarked
package org.keras4j.optimizers;
