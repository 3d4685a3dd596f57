package outside;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.layers.FluentLayer;
import org.keras4j.ndarray.Shape;
import org.keras4j.core.Variable;
import org.keras4j.activations.Activation;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Scales each feature by a weight and a factor. */
public final class OwnLayer extends FluentLayer<OwnLayer> {

  private final double factor;
  private Initializer initializer = Initializers.get("ones");
  private Activation activation = new Linear();
  private Variable scale;

  /** The activation of a layer of which none is set. */
  private static final class Linear implements Activation {
    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
      return x;
    }
  }

  public OwnLayer(double factor) {
    this.factor = Checked.positive("factor", factor);
  }

  public OwnLayer initializer(Initializer value) {
    return set("initializer", () -> initializer = value);
  }

  public OwnLayer activation(Activation value) {
    return set("activation", () -> activation = value);
  }

  @Override
  protected void build(Shape input) {
    scale = addWeight("scale", Shape.of(input.get(-1)), initializer);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    Operand<TFloat32> scaled = tf.math.mul(x, context.read(scale));
    return activation.call(tf, tf.math.mul(scaled, tf.constant((float) factor)));
  }

  @Override
  protected void config(Config c) {
    c.number("factor", factor);
    c.object("initializer", initializer, Initializer.KIND, this::initializer);
    c.object("activation", activation, Activation.KIND, this::activation);
  }
}
