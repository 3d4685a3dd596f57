/** Penalties on weights and outputs that are added to the loss. */
@org.jspecify.annotations.NullMarked
package org.keras4j.regularizers;
