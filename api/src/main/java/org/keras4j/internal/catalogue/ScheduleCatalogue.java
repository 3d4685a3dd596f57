package org.keras4j.internal.catalogue;

import java.util.List;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;
import org.keras4j.optimizers.schedules.CosineDecay;
import org.keras4j.optimizers.schedules.CosineDecayRestarts;
import org.keras4j.optimizers.schedules.CyclicalLearningRate;
import org.keras4j.optimizers.schedules.ExponentialDecay;
import org.keras4j.optimizers.schedules.InverseTimeDecay;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.optimizers.schedules.PiecewiseConstantDecay;
import org.keras4j.optimizers.schedules.PolynomialDecay;

/** Keras's learning rate schedules, and one of this library. */
public final class ScheduleCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public ScheduleCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        LearningRateSchedule.KIND.entry(
            ExponentialDecay.class,
            a ->
                new ExponentialDecay(
                    a.number("initial_learning_rate"),
                    a.number("decay_steps"),
                    a.number("decay_rate"))),
        LearningRateSchedule.KIND.entry(
            PiecewiseConstantDecay.class,
            a -> new PiecewiseConstantDecay(a.numbers("boundaries"), a.numbers("values"))),
        LearningRateSchedule.KIND.entry(
            PolynomialDecay.class,
            a -> new PolynomialDecay(a.number("initial_learning_rate"), a.number("decay_steps"))),
        LearningRateSchedule.KIND.entry(
            InverseTimeDecay.class,
            a ->
                new InverseTimeDecay(
                    a.number("initial_learning_rate"),
                    a.number("decay_steps"),
                    a.number("decay_rate"))),
        LearningRateSchedule.KIND.entry(
            CosineDecay.class,
            a -> new CosineDecay(a.number("initial_learning_rate"), a.number("decay_steps"))),
        LearningRateSchedule.KIND.entry(
            CosineDecayRestarts.class,
            a ->
                new CosineDecayRestarts(
                    a.number("initial_learning_rate"), a.number("first_decay_steps"))),
        LearningRateSchedule.KIND
            .entry(
                CyclicalLearningRate.class,
                a ->
                    new CyclicalLearningRate(
                        a.number("initial_learning_rate"),
                        a.number("maximal_learning_rate"),
                        a.number("step_size")))
            .inPackage("keras4j"));
  }
}
