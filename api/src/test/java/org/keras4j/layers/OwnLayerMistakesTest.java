package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the writer of a layer may forget, and is told. */
class OwnLayerMistakesTest {
  @TempDir Path folder;

  private static class Factor extends Layer {
    private double factor = 1;

    Factor factor(double value) {
      factor = value;
      return this;
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, tf.constant((float) factor));
    }
  }

  private static final class Derived extends Factor {}

  private static final class Kept extends Factor {
    @Override
    protected void config(Config c) {}
  }

  private static final class Said extends Layer {
    private double factor = 2;

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, tf.constant((float) factor));
    }

    @Override
    protected void config(Config c) {
      super.config(c);
      c.number("factor", factor, v -> factor = v);
    }
  }

  private static final class State extends Layer {
    private final Dense inner = track("inner", new Dense(2));
    private final List<Dense> blocks = trackAll("blocks", List.of(new Dense(2)));
    private final Dense[] more = {track("more", new Dense(2))};
    private final Map<String, List<? extends Layer>> named = Map.of("all", blocks);

    @SuppressWarnings("UnusedVariable") // a field that is no argument
    private transient int calls;

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      calls++;
      return named.size() + more.length > 2 ? x : inner.apply(tf, x, context);
    }
  }

  private static final class WholeShape extends Layer {
    @Override
    protected void build(Shape input) {
      addWeight("scale", input, new Ones());
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return x;
    }
  }

  private static final class NeverBuilt extends Layer {
    @SuppressWarnings("NullAway") // the mistake
    private Variable scale;

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, context.read(scale));
    }
  }

  private static void refused(String expected, Executable what) {
    String message = assertThrows(RuntimeException.class, what).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void argumentsThatWouldBeLost() {
    for (Layer layer : new Layer[] {new Factor().factor(3), new Derived().factor(3)}) {
      try (Model model = Sequential.of(Input.of(2), layer)) {
        String expected =
            "cannot be written: its class "
                + layer.getClass().getName()
                + " keeps values in fields"
                + " (factor) but does not override config";
        refused(expected, () -> model.save(folder.resolve("m.keras")));
        refused(expected, model::toJson);
        refused(expected, () -> Keras.cloneModel(model));
        refused(expected, layer::getConfig);
      }
    }
    new Kept().getConfig();
    new State().getConfig();
    assertEquals(2.0, new Said().getConfig().get("factor"));
    double rate = Math.random();
    final class Local extends Layer {
      @Override
      protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
        return tf.math.mul(x, tf.constant((float) rate));
      }
    }
    refused("keeps values in fields (rate)", new Local()::getConfig);
  }

  @Test
  void beforeTheFirstEpoch() {
    NDArray x = NDArray.ones(2, 2);
    try (Model model = Sequential.of(Input.of(2), new Dense(2), new Factor())) {
      model.compile(c -> c.loss("mse"));
      refused(
          "saveWeightsOnly(true)",
          () ->
              model.fit(
                  x, x, o -> o.verbose(0).callbacks(new ModelCheckpoint(folder + "/m.keras"))));
      assertEquals(0, model.optimizer().iterations());
    }
  }

  @Test
  void weightsOfOpenSizesOrNone() {
    refused(
        "weight 'scale' must have a shape without open sizes; received (None, 2)",
        () -> Sequential.of(Input.of(2), new WholeShape()));
    try (Model model = Sequential.of(Input.of(2), new NeverBuilt())) {
      refused("was it made in build(Shape)", () -> model.predict(NDArray.ones(1, 2)));
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("was it made in build(Shape)"));
    }
  }
}
