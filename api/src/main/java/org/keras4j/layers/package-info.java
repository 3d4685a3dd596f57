/** Keras's layers. Each is one small class; arguments are chained methods, defaults are Keras's. */
@org.jspecify.annotations.NullMarked
package org.keras4j.layers;
