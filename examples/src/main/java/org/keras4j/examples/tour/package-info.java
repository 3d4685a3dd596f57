/**
 * One small program for each way to keep a network from overfitting, with its model written out as
 * in Python. Start them with {@code ./keras4j example NAME}.
 */
@NullMarked
package org.keras4j.examples.tour;

import org.jspecify.annotations.NullMarked;
