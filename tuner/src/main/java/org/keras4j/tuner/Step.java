package org.keras4j.tuner;

import org.keras4j.internal.Numbers;

/** The distance (linear) or ratio (logarithmic) of neighbouring values. */
record Step(Number value) implements NumberOption {
  Step {
    Numbers.finite("step", "the value", value.doubleValue());
  }
}
