/**
 * What a score depends on: a forest of regression trees (Breiman, 2001) and the shares of its
 * variance that belong to each coordinate, by themselves and together with others.
 */
@NullMarked
package org.keras4j.tuner.forest;

import org.jspecify.annotations.NullMarked;
