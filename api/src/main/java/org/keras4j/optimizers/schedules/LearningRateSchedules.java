package org.keras4j.optimizers.schedules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads schedules as Keras describes them: by class name and config. */
public final class LearningRateSchedules {

  private LearningRateSchedules() {}

  /** Describes a schedule by module, class name, config and registered name. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> describe(LearningRateSchedule schedule) {
    return (Map<String, @Nullable Object>) LearningRateSchedule.KIND.write(schedule);
  }

  /**
   * Makes a schedule of its description.
   *
   * @throws IllegalArgumentException if it describes none that is known
   */
  public static LearningRateSchedule from(Object description) {
    if (description instanceof Map<?, ?> m
        && m.get("class_name") instanceof String
        && m.get("config") instanceof Map<?, ?>) {
      return LearningRateSchedule.KIND.read(description);
    }
    throw new IllegalArgumentException(
        "A learning rate must be a number or describe a schedule by class_name and config;"
            + " received "
            + description);
  }
}
