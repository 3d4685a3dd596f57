package org.keras4j.tuner;

import org.keras4j.internal.Numbers;

/** The distance (linear) or ratio (logarithmic) of neighbouring values. */
record StepSize(Number value) implements NumberOption {
  StepSize {
    Numbers.finite("step", "the value", value.doubleValue());
  }
}
