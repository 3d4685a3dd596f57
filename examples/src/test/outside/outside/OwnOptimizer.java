package outside;

import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.optimizers.FluentOptimizer;
import org.keras4j.optimizers.OptimizerStep;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Gradient descent whose steps are divided by a number. */
public final class OwnOptimizer extends FluentOptimizer<OwnOptimizer> {

  private double divisor = 1;

  public OwnOptimizer(double learningRate) {
    super(learningRate);
  }

  public OwnOptimizer(LearningRateSchedule schedule) {
    this(0.01);
    learningRate(schedule);
  }

  public OwnOptimizer divisor(double value) {
    return set("divisor", () -> divisor = Checked.positive("divisor", value));
  }

  @Override
  protected void build(List<Variable> trainable) {}

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    Operand<TFloat32> rate = tf.math.div(step.learningRate(), step.constant(divisor));
    return tf.train.resourceApplyGradientDescent(step.context().handle(w), rate, gradient);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("divisor", divisor, this::divisor);
  }
}
