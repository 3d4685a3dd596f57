/**
 * Programs that anyone can run to compare speed and memory: {@link org.keras4j.benchmarks.Compare}
 * runs all sides in turn, each in a process of its own, and prints medians and ratios.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.benchmarks;
