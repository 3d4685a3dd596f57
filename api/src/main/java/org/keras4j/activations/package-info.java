/** Functions applied to every element of an output. */
@org.jspecify.annotations.NullMarked
package org.keras4j.activations;
