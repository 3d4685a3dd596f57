package org.keras4j.tuner;

/** The distance (linear) or ratio (logarithmic) of neighbouring values. */
record Step(Number value) implements NumberOption {}
