package org.keras4j.tuner;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The optional arguments of a choice, sorted out. */
record ChoiceSettings(
    @Nullable Boolean ordered, @Nullable Object defaultValue, @Nullable Parent parent) {

  static ChoiceSettings of(ChoiceOption... options) {
    Boolean ordered = null;
    Object defaultValue = null;
    Parent parent = null;
    for (ChoiceOption option : Objects.requireNonNull(options, "options")) {
      Objects.requireNonNull(option, "an option");
      if (option instanceof Ordered given) {
        ordered = given.value();
      } else if (option instanceof DefaultValue given) {
        defaultValue = given.value();
      } else if (option instanceof Parent given) {
        parent = given;
      }
    }
    return new ChoiceSettings(ordered, defaultValue, parent);
  }
}
