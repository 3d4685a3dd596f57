/** Hooks into training: what is told how it goes, and may intervene. */
@org.jspecify.annotations.NullMarked
package org.keras4j.callbacks;
