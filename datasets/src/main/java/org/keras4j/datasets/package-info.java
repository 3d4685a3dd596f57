/** Ready-made data sets, kept in the cache that Python's Keras uses too. */
@NullMarked
package org.keras4j.datasets;

import org.jspecify.annotations.NullMarked;
