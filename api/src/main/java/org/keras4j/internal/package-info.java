/**
 * Helpers that the modules of this library share. Not for others: no package whose name contains
 * {@code internal} is visible to users.
 *
 * <p>The classes called {@code …Access} are the engine's side of a public class, which registers an
 * implementation when it is initialised. So the engine, in another package, reaches what is no
 * public API. They are in the internal package of the same name: {@code internal.metrics} is the
 * side door of {@code metrics}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal;
