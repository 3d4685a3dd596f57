/**
 * What models know of layers and users do not: the calls that connect them, and how deep they are
 * inside each other.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.layers;
