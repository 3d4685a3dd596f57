/**
 * What the library brings along of each kind, found by {@code ServiceLoader}. Nothing depends on
 * this package, so that no base class depends on the classes that extend it.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.catalogue;
