package org.keras4j.tuner;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Numbers;

/** The optional arguments of a numeric hyperparameter, sorted out and checked. */
record NumberSettings(
    @Nullable Object step,
    Sampling sampling,
    @Nullable Object defaultValue,
    @Nullable Parent parent) {

  static NumberSettings of(NumberOption... options) {
    Object step = null;
    Sampling sampling = null;
    Object defaultValue = null;
    Parent parent = null;
    for (NumberOption option : Objects.requireNonNull(options, "options")) {
      Objects.requireNonNull(option, "an option");
      if (option instanceof StepSize given) {
        step = given.value();
      } else if (option instanceof Sampling given) {
        sampling = given;
      } else if (option instanceof DefaultValue given) {
        defaultValue = given.value();
      } else if (option instanceof Parent given) {
        parent = given;
      }
    }
    return new NumberSettings(
        step, sampling == null ? Sampling.LINEAR : sampling, defaultValue, parent);
  }

  static NumberSettings fromConfig(JsonObject config) {
    return new NumberSettings(
        config.get("step"), Sampling.of(config.string("sampling")), config.get("default"), null);
  }

  /** Checks a range the way every numeric hyperparameter needs it. */
  void check(String owner, Object min, Object max) {
    double low = Numbers.finite(owner, "minValue", Values.toDouble(min));
    double high = Numbers.finite(owner, "maxValue", Values.toDouble(max));
    if (low > high) {
      throw new IllegalArgumentException(
          owner
              + ": the minimum "
              + PythonText.str(min)
              + " is greater than the maximum "
              + PythonText.str(max)
              + ". Swap them");
    }
    if (sampling == Sampling.LINEAR) {
      checkStep(owner, 0);
      return;
    }
    if (low <= 0) {
      throw new IllegalArgumentException(
          owner
              + ": sampling '"
              + sampling.key()
              + "' needs a minimum above 0; received "
              + PythonText.str(min));
    }
    checkStep(owner, 1);
  }

  private void checkStep(String owner, double bound) {
    if (step != null && !(Numbers.finite(owner, "the step", Values.toDouble(step)) > bound)) {
      throw new IllegalArgumentException(
          owner
              + ": sampling '"
              + sampling.key()
              + "' needs a step greater than "
              + PythonText.general5(bound)
              + "; received "
              + PythonText.str(step));
    }
  }
}
