/**
 * The side door of {@code org.keras4j.tuner} for modules of this project that run trials on other
 * machines. It is exported to nobody: such a module is used on the class path only.
 */
@NullMarked
package org.keras4j.tuner.internal;

import org.jspecify.annotations.NullMarked;
