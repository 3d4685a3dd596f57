/** Helpers that the modules of this library share. Not for others. */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal;
