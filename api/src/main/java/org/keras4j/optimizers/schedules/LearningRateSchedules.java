package org.keras4j.optimizers.schedules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.Config;
import org.keras4j.internal.Registry;

/** Writes and reads schedules as Keras describes them: by class name and config. */
public final class LearningRateSchedules {

  private static final Registry<LearningRateSchedule> REGISTRY =
      new Registry<LearningRateSchedule>("learning rate schedule", false)
          .add(ExponentialDecay::new, "ExponentialDecay")
          .add(PiecewiseConstantDecay::new, "PiecewiseConstantDecay")
          .add(PolynomialDecay::new, "PolynomialDecay")
          .add(InverseTimeDecay::new, "InverseTimeDecay")
          .add(CosineDecay::new, "CosineDecay")
          .add(CosineDecayRestarts::new, "CosineDecayRestarts")
          .add(CyclicalLearningRate::new, "CyclicalLearningRate");

  private LearningRateSchedules() {}

  /** Describes a schedule by module, class name and config. */
  public static Map<String, @Nullable Object> describe(LearningRateSchedule schedule) {
    boolean ours = schedule instanceof CyclicalLearningRate;
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("module", ours ? null : "keras.optimizers.schedules");
    m.put("class_name", schedule.className());
    m.put("config", schedule.getConfig());
    m.put("registered_name", ours ? "keras4j>" + schedule.className() : null);
    return m;
  }

  /**
   * Makes a schedule of its description.
   *
   * @throws IllegalArgumentException if it describes none that is known
   */
  @SuppressWarnings("unchecked")
  public static LearningRateSchedule from(Object description) {
    if (description instanceof Map<?, ?> m
        && m.get("class_name") instanceof String name
        && m.get("config") instanceof Map<?, ?> config) {
      return Config.fill(REGISTRY.get(name), (Map<String, ?>) config);
    }
    throw new IllegalArgumentException(
        "A learning rate must be a number or describe a schedule by class_name and config;"
            + " received "
            + description);
  }
}
