package outside;

import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.keras4j.initializers.Initializer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One value everywhere. */
public final class OwnInitializer extends Initializer {

  private final double value;

  public OwnInitializer(double value) {
    this.value = Checked.positive("value", value);
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    return tf.fill(tf.constant(shape.asArray()), tf.constant((float) value));
  }

  @Override
  protected void config(Config c) {
    c.number("value", value);
  }
}
