package outside;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.Entry;
import org.keras4j.layers.Layer;
import org.keras4j.activations.Activation;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.regularizers.Regularizer;

/** A class of each kind, and a function. */
final class Parts {

  static final Activation ACTIVATION = (tf, x) -> tf.math.mul(x, tf.math.sigmoid(x));

  private Parts() {}

  static List<Part<?>> all() {
    return List.of(
        Part.of(
            Initializer.KIND,
            Initializer.KIND.entry(
                OwnInitializer.class, a -> new OwnInitializer(a.number("value"))),
            () -> new OwnInitializer(3),
            "value",
            () -> new OwnInitializer(0)),
        Part.of(
            Regularizer.KIND,
            Regularizer.KIND.entry(OwnRegularizer.class, a -> new OwnRegularizer()),
            () -> new OwnRegularizer().factor(0.25),
            "factor",
            () -> new OwnRegularizer().factor(0)),
        Part.of(
            Constraint.KIND,
            Constraint.KIND.entry(OwnConstraint.class, a -> new OwnConstraint()),
            () -> new OwnConstraint().factor(0.5),
            "factor",
            () -> new OwnConstraint().factor(0)),
        Part.of(
            Layer.KIND,
            Layer.KIND.entry(OwnLayer.class, a -> new OwnLayer(a.number("factor"))),
            () ->
                new OwnLayer(2)
                    .name("own")
                    .initializer(new OwnInitializer(4))
                    .activation(ACTIVATION)
                    .activityRegularizer(new OwnRegularizer()),
            "factor",
            () -> new OwnLayer(0)),
        Part.of(
            Loss.KIND,
            Loss.KIND.entry(OwnLoss.class, a -> new OwnLoss()),
            () -> new OwnLoss().factor(2).reduction("sum"),
            "factor",
            () -> new OwnLoss().factor(0)),
        Part.of(
            Metric.KIND,
            Metric.KIND.entry(OwnMetric.class, a -> new OwnMetric()),
            () -> new OwnMetric().name("near").distance(2),
            "distance",
            () -> new OwnMetric().distance(0)),
        Part.of(
            LearningRateSchedule.KIND,
            LearningRateSchedule.KIND.entry(
                OwnSchedule.class, a -> new OwnSchedule(a.number("initial"))),
            () -> new OwnSchedule(0.5).name("falling"),
            "initial",
            () -> new OwnSchedule(0)),
        Part.of(
            Optimizer.KIND,
            Optimizer.KIND.entry(OwnOptimizer.class, a -> new OwnOptimizer(0.01)),
            () -> new OwnOptimizer(new OwnSchedule(0.5)).divisor(3).clipnorm(1),
            "divisor",
            () -> new OwnOptimizer(0.1).divisor(0)));
  }

  static Entry<Activation> activation() {
    return Activation.KIND.entry("own_activation", ACTIVATION).inPackage("outside");
  }

  static List<Entry<?>> entries() {
    List<Entry<?>> entries = new ArrayList<>();
    all().forEach(p -> entries.add(p.entry()));
    entries.add(activation());
    return entries;
  }
}
