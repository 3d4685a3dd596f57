package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.CompileOptions;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.CallContext;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.Activation;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Lambda;
import org.keras4j.layers.Layer;
import org.keras4j.losses.Losses;
import org.keras4j.metrics.Metrics;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.AdamW;
import org.keras4j.optimizers.Muon;
import org.keras4j.optimizers.SGD;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.utils.Dataset;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Functions and patterns of the user that are wrong: the error says whose and what. */
@NullUnmarked
class UserFunctionsTest {

  private static final NDArray X = NDArray.ones(2, 2);

  private static final class NoValue extends Initializer {
    @Override
    public Operand<TFloat32> call(Ops tf, Shape shape) {
      return null;
    }
  }

  private static final class NoPenalty extends Regularizer {
    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
      return null;
    }
  }

  private static final class NoBound extends Constraint {
    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
      return null;
    }
  }

  private static final class NoRate extends LearningRateSchedule {
    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
      return null;
    }
  }

  private static final class NoList extends Layer {
    @Override
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
      return null;
    }
  }

  private static final class NoElement extends Layer {
    @Override
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
      return Arrays.asList((Operand<?>) null);
    }
  }

  private static DynamicTest says(String what, Executable action, String... parts) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          Exception e = assertThrows(Exception.class, action);
          for (String part : parts) {
            assertTrue(String.valueOf(e.getMessage()).contains(part), () -> part + ": " + e);
          }
        });
  }

  private static DynamicTest saysNull(String what, Executable action, String... parts) {
    String[] all = Arrays.copyOf(parts, parts.length + 1);
    all[parts.length] = "returned null; it must return";
    return says(what, action, all);
  }

  private static Executable fit(Layer layer, Consumer<CompileOptions> options) {
    return () -> {
      try (var model = Sequential.of(Input.of(2), layer)) {
        model.compile(c -> options.accept(c.optimizer("sgd").loss("mse")));
        model.fit(X, X, o -> o.verbose(0));
      }
    };
  }

  @TestFactory
  List<DynamicTest> returningNull() {
    Dense dense = new Dense(2);
    return List.of(
        saysNull("lambda", fit(new Lambda((tf, x) -> null).name("l"), c -> {}), "'l' (Lambda)"),
        saysNull("lambda of many", fit(Lambda.ofMany((tf, x) -> null), c -> {}), "(Lambda)"),
        saysNull("activation layer", fit(new Activation((tf, x) -> null), c -> {}), "(Activation)"),
        saysNull(
            "activation",
            fit(new Dense(2).name("d").activation((tf, x) -> null), c -> {}),
            "'d' (Dense)"),
        saysNull("list of a layer", fit(new NoList().name("n"), c -> {}), "Layer 'n' (NoList)"),
        saysNull("element of a layer", fit(new NoElement().name("n"), c -> {}), "'n' (NoElement)"),
        saysNull(
            "loss", fit(dense, c -> c.loss(Losses.of("mine", (tf, y, p) -> null))), "Loss 'mine'"),
        saysNull(
            "loss outside", () -> Losses.of("mine", (tf, y, p) -> null).apply(X, X), "Loss 'mine'"),
        saysNull(
            "metric",
            fit(new Dense(2), c -> c.metrics(Metrics.of("mine", (tf, y, p) -> null))),
            "Metric 'mine'"),
        saysNull(
            "weight's regularizer",
            fit(new Dense(2).kernelRegularizer(new NoPenalty()), c -> {}),
            "Regularizer NoPenalty"),
        saysNull(
            "activity's regularizer",
            fit(new Dense(2).activityRegularizer(new NoPenalty()), c -> {}),
            "Regularizer NoPenalty"),
        saysNull(
            "initializer",
            fit(new Dense(2).name("d").kernelInitializer(new NoValue()), c -> {}),
            "Initializer NoValue",
            "/d/kernel'"),
        saysNull("initializer outside", () -> new NoValue().initialize(Shape.of(2)), "NoValue"),
        saysNull(
            "constraint",
            fit(new Dense(2).name("d").kernelConstraint(new NoBound()), c -> {}),
            "Constraint NoBound",
            "/d/kernel'"),
        saysNull("schedule", fit(new Dense(2), c -> c.optimizer(new SGD(new NoRate()))), "NoRate"),
        saysNull("schedule outside", () -> new NoRate().at(1), "NoRate"),
        saysNull(
            "iterator of a dataset",
            () -> Sequential.of(Input.of(2), new Dense(2)).predict(data(null), o -> o.verbose(0)),
            "Dataset"),
        saysNull(
            "batch of a dataset",
            () ->
                Sequential.of(Input.of(2), new Dense(2))
                    .predict(
                        data(Arrays.asList((Dataset.Batch) null).iterator()), o -> o.verbose(0)),
            "Dataset"));
  }

  private static Dataset data(Iterator<Dataset.Batch> iterator) {
    return () -> iterator;
  }

  @TestFactory
  List<DynamicTest> patterns() {
    var model = Sequential.of(Input.of(2), new Dense(2).name("a"));
    return List.of(
        says("Muon", () -> new Muon().excludeLayers("a", "("), "Muon: 'excludeLayers'", "'('"),
        says("decay", () -> new AdamW().excludeFromWeightDecay("[a"), "AdamW", "'[a'"),
        says(
            "layer range",
            () -> model.summary(o -> o.layerRange("a", "*").printTo(text -> {})),
            "summary: 'layerRange'",
            "'*'",
            "index 0"));
  }

  @Test
  void aRangeOfLayersMayBeGivenByNamesThatAreNoPatterns() {
    var model = Sequential.of(Input.of(2), new Dense(2).name("("), new Dense(2).name("b"));
    var text = new StringBuilder();
    model.summary(o -> o.layerRange("(", "(").printTo(text::append));
    assertTrue(text.toString().contains("( (Dense)"), text.toString());
    assertEquals(-1, text.indexOf("b (Dense)"));
  }
}
