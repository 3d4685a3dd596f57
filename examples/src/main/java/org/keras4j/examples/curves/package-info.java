/**
 * Trainings that stand twice, in Java and in Python: {@code Programs} is the twin of {@code
 * parity/curves.py}, program by program and line by line. Both print the same numbers.
 */
@NullMarked
package org.keras4j.examples.curves;

import org.jspecify.annotations.NullMarked;
