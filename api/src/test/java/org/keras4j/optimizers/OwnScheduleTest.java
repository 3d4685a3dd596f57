package org.keras4j.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.Keras;
import org.keras4j.core.Config;
import org.keras4j.optimizers.schedules.CosineDecayRestarts;
import org.keras4j.optimizers.schedules.ExponentialDecay;
import org.keras4j.optimizers.schedules.FluentSchedule;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The names of schedules, also of one from another package than theirs. */
class OwnScheduleTest {

  static final class Stairs extends FluentSchedule<Stairs> {
    private final double rate;
    private int width = 1;

    Stairs(double rate) {
      this.rate = rate;
    }

    Stairs width(int value) {
      width = value;
      return this;
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
      var stair = tf.math.floor(tf.math.div(step, tf.constant((float) width)));
      return tf.math.div(tf.constant((float) rate), tf.math.add(stair, tf.constant(1f)));
    }

    @Override
    protected void config(Config c) {
      super.config(c);
      c.number("rate", rate);
      c.integer("width", width, this::width);
    }
  }

  private static void register() {
    Keras.register("names", Stairs.class, a -> new Stairs(a.number("rate")));
  }

  @Test
  void theNameIsThatOfTheClassUnlessItIsSet() {
    assertEquals("Stairs", new Stairs(1).name());
    assertEquals("down", new Stairs(1).name("down").width(2).name());
    assertEquals(List.of("name", "rate", "width"), List.copyOf(new Stairs(1).getConfig().keySet()));
  }

  @Test
  void theNameGoesThroughAConfig() {
    register();
    Stairs stairs = new Stairs(0.5).width(3).name("down");
    Object written = LearningRateSchedule.KIND.write(stairs);
    LearningRateSchedule read = LearningRateSchedule.KIND.read(written);
    assertEquals("down", read.name());
    assertEquals(Map.of("name", "down", "rate", 0.5, "width", 3), read.getConfig());
    assertEquals(stairs.at(7), read.at(7));
  }

  @Test
  void theNameIsInTheConfigOfAnOptimizer() {
    register();
    Map<String, Object> config = new SGD(new Stairs(0.5).name("down")).getConfig();
    Optimizer read = Optimizers.fromConfig("SGD", config);
    assertEquals("down", read.schedule().name());
  }

  @Test
  void kerassOwnHaveTheirNamesWhereKerasHasThem() {
    ExponentialDecay decay = new ExponentialDecay(1, 2, 0.5).name("e").staircase(true);
    assertEquals(
        List.of("initial_learning_rate", "decay_steps", "decay_rate", "staircase", "name"),
        List.copyOf(decay.getConfig().keySet()));
    assertEquals(
        "e", LearningRateSchedule.KIND.read(LearningRateSchedule.KIND.write(decay)).name());
    assertEquals("SGDRDecay", new CosineDecayRestarts(1, 2).name());
    assertEquals("r", new CosineDecayRestarts(1, 2).name("r").name());
  }

  @Test
  void aNameIsAText() {
    register();
    assertThrows(NullPointerException.class, () -> new Stairs(1).name(null));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    LearningRateSchedule.KIND.fromConfig(
                        "names>Stairs", Map.of("name", 3, "rate", 0.5)))
            .getMessage();
    assertTrue(message.contains("name"), message);
  }
}
