/**
 * Damages files: for the tests of this module and for {@code benchmarks/run FuzzFiles}, which reads
 * more of them.
 */
@NullMarked
package org.keras4j.damage;

import org.jspecify.annotations.NullMarked;
