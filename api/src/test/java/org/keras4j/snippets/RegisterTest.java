package org.keras4j.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.Keras;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.Dense;
import org.keras4j.layers.FluentLayer;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Layers;
import org.keras4j.losses.FluentLoss;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.MeanMetric;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.FluentOptimizer;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.OptimizerStep;
import org.keras4j.optimizers.SGD;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A class of one's own of each kind, written and read. */
class RegisterTest {

  static final class Scaled extends FluentLayer<Scaled> {
    private final double factor;
    private double offset;

    Scaled(double factor) {
      if (factor == 0) {
        throw badArgument("factor", "another number", factor);
      }
      this.factor = factor;
    }

    Scaled offset(double value) {
      if (value < 0) {
        throw badArgument("offset", "at least 0", value);
      }
      return set("offset", () -> offset = value);
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.add(tf.math.mul(x, tf.constant((float) factor)), tf.constant((float) offset));
    }

    @Override
    protected void config(Config c) {
      c.number("factor", factor);
      c.number("offset", offset, this::offset);
    }
  }

  static final class Small extends Regularizer {
    private double f = 0.1;

    void f(double value) {
      f = value;
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
      return tf.constant((float) f);
    }

    @Override
    protected void config(Config c) {
      c.number("f", f, this::f);
    }
  }

  static final class Same extends Constraint {
    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
      return w;
    }
  }

  static final class Twos extends Initializer {
    @Override
    public Operand<TFloat32> call(Ops tf, Shape shape) {
      return tf.fill(tf.constant(shape.asArray()), tf.constant(2f));
    }
  }

  static final class Gap extends FluentLoss<Gap> {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
      return tf.math.sub(yTrue, yPred);
    }
  }

  static final class Highest extends MeanMetric<Highest> {
    @Override
    protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
      return yPred;
    }
  }

  static final class Still extends FluentOptimizer<Still> {
    Still() {
      super(0.5);
    }

    @Override
    protected void build(List<Variable> trainable) {}

    @Override
    protected Op update(Ops tf, OptimizerStep step, Variable weight, Operand<TFloat32> gradient) {
      return tf.noOp();
    }
  }

  static final class Flat extends LearningRateSchedule {
    private final double rate;

    Flat(double rate) {
      this.rate = rate;
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
      return tf.constant((float) rate);
    }

    @Override
    protected void config(Config c) {
      c.number("rate", rate);
    }
  }

  private static final Activation TWICE = (tf, x) -> tf.math.add(x, x);

  @BeforeEach
  void register() {
    // snippet: register
    Keras.register("my_package", Scaled.class, args -> new Scaled(args.number("factor")));
    // end snippet
    Keras.register("my_package", Small.class, args -> new Small());
    Keras.register("my_package", Same.class, args -> new Same());
    Keras.register("my_package", Twos.class, args -> new Twos());
    Keras.register("my_package", Gap.class, args -> new Gap());
    Keras.register("my_package", Highest.class, args -> new Highest());
    Keras.register("my_package", Still.class, args -> new Still());
    Keras.register("my_package", Flat.class, args -> new Flat(args.number("rate")));
    Keras.register(Activation.KIND.entry("twice", TWICE).inPackage("my_package"));
  }

  private static <T extends KerasObject> void goesRound(Kind<? super T> kind, T object) {
    Map<?, ?> written = (Map<?, ?>) kind.write(object);
    String name = object.getClass().getSimpleName();
    assertNull(written.get("module"));
    assertEquals(name, written.get("class_name"));
    assertEquals("my_package>" + name, written.get("registered_name"));
    var again = (KerasObject) kind.read(written);
    assertSame(object.getClass(), again.getClass());
    assertEquals(object.getConfig(), again.getConfig());
    Map<Object, Object> unregistered = new HashMap<>(written);
    unregistered.put("registered_name", "other>" + name);
    refused(() -> kind.read(unregistered), "'other>" + name + "'", "Keras.register");
    unregistered.put("registered_name", null);
    refused(() -> kind.read(unregistered), "'" + name + "'", "Keras.register");
  }

  private static void refused(Executable wrong, String... parts) {
    String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void eachKindGoesRoundUnderItsRegisteredName() {
    goesRound(Layer.KIND, new Scaled(2).offset(3));
    goesRound(Regularizer.KIND, new Small());
    goesRound(Constraint.KIND, new Same());
    goesRound(Initializer.KIND, new Twos());
    goesRound(Loss.KIND, new Gap().name("gap_of_mine"));
    goesRound(Metric.KIND, new Highest());
    goesRound(Optimizer.KIND, new Still().clipnorm(2));
    goesRound(LearningRateSchedule.KIND, new Flat(0.25));
  }

  /** As in Python for the same layer. */
  @Test
  void argumentsOfALayerAndOfAnOptimizerAreWrittenAndReadInTheSameWay() {
    var dense =
        new Dense(2)
            .activation(TWICE)
            .kernelInitializer(new Twos())
            .kernelRegularizer(new Small())
            .kernelConstraint(new Same());
    Map<String, Object> config = dense.getConfig();
    Map<String, Object> function = new HashMap<>();
    function.put("module", "builtins");
    function.put("class_name", "function");
    function.put("config", "my_package>twice");
    function.put("registered_name", "function");
    assertEquals(function, config.get("activation"));
    Map<String, Object> small = new HashMap<>();
    small.put("module", null);
    small.put("class_name", "Small");
    small.put("config", Map.of("f", 0.1));
    small.put("registered_name", "my_package>Small");
    assertEquals(small, config.get("kernel_regularizer"));
    assertEquals(config, Layers.fromConfig("Dense", config).getConfig());
    Map<String, Object> sgd = new SGD(new Flat(0.25)).getConfig();
    assertEquals(sgd, Optimizer.KIND.fromConfig("SGD", sgd).getConfig());
  }

  @Test
  void namesAreFoundToo() {
    assertSame(TWICE, Activations.get("my_package>twice"));
    assertInstanceOf(Small.class, Regularizer.KIND.get("my_package>Small"));
    refused(() -> Regularizer.KIND.get("Small"), "Unknown regularizer 'Small'", "my_package>Small");
  }

  @Test
  void badValuesAreRefusedAlike() {
    refused(() -> new Scaled(0), "'factor' must be another number");
    refused(
        () -> Layers.fromConfig("my_package>Scaled", Map.of("factor", 0)),
        "Config of Scaled: ",
        "'factor' must be another number");
    refused(
        () -> Layers.fromConfig("my_package>Scaled", Map.of("factor", 1, "offset", -1)),
        "Config of Scaled: 'offset': ",
        "'offset' must be at least 0; received -1.0");
    refused(
        () -> Layers.fromConfig("my_package>Scaled", Map.of()),
        "Config of Scaled: 'factor' is missing");
  }

  @Test
  void onlyWhatIsOfOnesOwnCanBeRegistered() {
    refused(() -> Keras.register("p", Dense.class, a -> new Dense(1)), "Dense", "known already");
    refused(() -> Keras.register("", Scaled.class, a -> new Scaled(1)), "package of Scaled");
    refused(() -> Keras.register("other", Scaled.class, a -> new Scaled(1)), "my_package>Scaled");
    refused(
        () -> Keras.register("p", Regularizer.class, a -> new Small()), "Regularizer", "abstract");
    refused(
        () -> Keras.register(Layer.KIND.entry(Scaled.class, a -> new Scaled(1))), "inPackage(…)");
  }

  /** As in Python: without a module, under the name of the class. */
  @Test
  void whatIsNotRegisteredIsWrittenAndRefused() {
    class Unknown extends FluentLayer<Unknown> {}
    var written = Layers.toObject(new Unknown());
    assertNull(written.get("module"));
    assertEquals("Unknown", written.get("registered_name"));
    refused(() -> Layers.fromObject(written), "Unknown layer class 'Unknown'", "Keras.register");
  }
}
