/** How targets, predictions and weights are brought to one rank, for losses and metrics. */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.ops;
