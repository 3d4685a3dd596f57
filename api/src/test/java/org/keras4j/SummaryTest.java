package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.core.CallContext;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.FluentLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The table of layers against what Keras prints, byte for byte. */
class SummaryTest {

  @AfterEach
  void clear() {
    Keras.clearSession();
  }

  @TestFactory
  Stream<DynamicTest> printsWhatKerasPrints() {
    return Fixtures.tests("summary", SummaryTest::replay);
  }

  private static void replay(JsonNode c) {
    Keras.clearSession();
    try (Model model = model(c.get("model").asText())) {
      // The wide terminal of the generator.
      assertEquals(c.get("text").asText(), new Summary(model, options(c.get("options"))).text(200));
    }
  }

  private static SummaryOptions options(JsonNode o) {
    SummaryOptions options = new SummaryOptions();
    if (o.has("line_length")) {
      options.lineLength(o.get("line_length").asInt());
    }
    if (o.has("positions")) {
      List<Double> p = new ArrayList<>();
      o.get("positions").forEach(v -> p.add(v.asDouble()));
      options.positions(p.stream().mapToDouble(Double::doubleValue).toArray());
    }
    if (o.has("layer_range")) {
      options.layerRange(
          o.get("layer_range").get(0).asText(), o.get("layer_range").get(1).asText());
    }
    return options
        .expandNested(o.path("expand_nested").asBoolean())
        .showTrainable(o.path("show_trainable").asBoolean());
  }

  // --- The models of parity/summary.py ----------------------------------------------------------

  private static Model model(String name) {
    return switch (name) {
      case "mlp" ->
          Sequential.of(
              Input.of(28, 28, 1),
              new Flatten(),
              new Dense(800).activation("relu"),
              new Dropout(0.5),
              new Dense(10).activation("softmax"));
      case "trained" -> trained();
      case "compiled" -> compiled(Sequential.of(Input.of(4), new Dense(3)).name(name));
      case "unbuilt" -> Sequential.of(new Dense(3), new Dense(2)).name(name);
      case "empty" -> new Sequential().name(name);
      case "normalized" -> normalized();
      case "big" ->
          Sequential.of(Input.of(1000), new Dense(20000), new Dense(30000), new Dense(1))
              .name(name);
      case "long_title" ->
          Sequential.of(Input.of(2), new Dense(1))
              .name("a model whose name has words and " + "x".repeat(230));
      case "chain" -> chain();
      case "branches" -> branches();
      case "shared" -> shared();
      case "outputs" -> outputs();
      case "nested" -> nested();
      case "nested_chain" -> nestedChain();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Sequential compiled(Sequential m) {
    m.compile(c -> c.optimizer("adam").loss("mse"));
    return m;
  }

  private static Model trained() {
    Sequential m = compiled(Sequential.of(Input.of(4), new Dense(3), new Dense(2)).name("trained"));
    m.fit(NDArray.zeros(2, 4), NDArray.zeros(2, 2), o -> o.verbose(0));
    return m;
  }

  private static Model normalized() {
    Sequential m =
        Sequential.of(
                Input.of(8, 8, 3),
                new Normalizer(),
                new Normalizer()
                    .name("a_name_that_is_longer_than_the_column_of_the_table_can_show"),
                new Dense(5).name("frozen"),
                new Flatten().name("flat"))
            .name("normalized");
    m.getLayer("frozen").trainable(false);
    return m;
  }

  private static Model chain() {
    KerasTensor a = Input.of(8).name("in");
    return new Model(a, new Dense(2).name("out").apply(new Dense(4).name("hidden").apply(a)))
        .name("chain");
  }

  private static Model branches() {
    KerasTensor a = Input.of(8).name("in");
    KerasTensor right = new Dense(4).name("b").apply(a);
    KerasTensor left = new Dense(4).name("a").apply(a);
    KerasTensor joined =
        new Joined().name("a_very_long_layer_name_for_the_table").apply(left, right);
    return new Model(a, new Dense(1).name("out").apply(joined)).name("branches");
  }

  private static Model shared() {
    KerasTensor a = Input.of(8).name("in_a");
    KerasTensor b = Input.of(8).name("in_b");
    Dense d = new Dense(4).name("shared");
    Dense twice = new Dense(4).name("again");
    KerasTensor left = twice.apply(twice.apply(d.apply(a)));
    return new Model(List.of(a, b), List.of(new Joined().name("join").apply(left, d.apply(b))))
        .name("shared_layers");
  }

  private static Model outputs() {
    KerasTensor a = Input.of(8).name("in");
    KerasTensor h = new Dense(4).name("h").apply(a);
    return new Model(
            List.of(a), List.of(new Dense(2).name("p").apply(h), new Dense(3).name("q").apply(h)))
        .name("outputs");
  }

  private static Model nested() {
    Sequential inner =
        Sequential.of(Input.of(4), new Dense(3).name("one"), new Dense(4).name("two"))
            .name("inner");
    KerasTensor deepIn = Input.of(4).name("deep_in");
    Model deep =
        new Model(deepIn, new Dense(4).name("three").apply(inner.apply(deepIn))).name("deep");
    KerasTensor a = Input.of(8).name("in2");
    List<KerasTensor> both = outputs().apply(List.of(a));
    KerasTensor x =
        new Joined()
            .name("join")
            .apply(both.get(0), both.get(1), new Dense(4).name("down").apply(a));
    return new Model(a, deep.apply(new Dense(4).name("more").apply(x))).name("nested");
  }

  private static Model nestedChain() {
    Sequential inner = Sequential.of(Input.of(4), new Dense(3).name("one")).name("inner");
    Sequential outer = Sequential.of(Input.of(4), inner, new Dense(2).name("two")).name("outer");
    outer.trainable(false);
    return outer;
  }

  /** Puts its inputs side by side. */
  private static final class Joined extends FluentLayer<Joined> {
    @Override
    public String className() {
      return "Concatenate";
    }

    @Override
    protected void build(List<Shape> inputs) {}

    @Override
    @SuppressWarnings("unchecked")
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
      List<Operand<TFloat32>> all = new ArrayList<>();
      inputs.forEach(i -> all.add((Operand<TFloat32>) i));
      return List.of(tf.concat(all, tf.constant(-1)));
    }
  }

  /** Has weights like a batch normalization. */
  private static final class Normalizer extends FluentLayer<Normalizer> {
    @Override
    public String className() {
      return "BatchNormalization";
    }

    @Override
    protected void build(Shape input) {
      for (String w : List.of("gamma", "beta", "moving_mean", "moving_variance")) {
        addWeight(w, Shape.of(input.get(-1)), new Zeros(), !w.startsWith("moving"));
      }
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.identity(x);
    }
  }

  // --- What has no example in Python ------------------------------------------------------------

  @Test
  void printsAndReturnsTheSame() {
    try (Model m = chain()) {
      StringBuilder printed = new StringBuilder();
      m.summary(o -> o.lineLength(60).printTo(printed::append));
      assertEquals(m.summaryText(new SummaryOptions().lineLength(60)), printed.toString());
    }
  }

  @Test
  void aTerminalOfUnknownWidthHas80Columns() {
    assertEquals(80, Summary.terminalColumns(null));
    assertEquals(80, Summary.terminalColumns("0"));
    assertEquals(80, Summary.terminalColumns("wide"));
    assertEquals(132, Summary.terminalColumns("132"));
    try (Model m = chain()) {
      String second =
          new Summary(m, new SummaryOptions()).text(80).lines().skip(1).findFirst().get();
      assertEquals(76, second.length());
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (Model m = chain()) {
      var e = assertThrows(IllegalArgumentException.class, () -> m.summary(o -> o.lineLength(15)));
      assertTrue(e.getMessage().contains("lineLength"), e.getMessage());
      e = assertThrows(IllegalArgumentException.class, () -> m.summary(o -> o.positions(0.5, 1)));
      assertTrue(e.getMessage().contains("3 columns; received 2"), e.getMessage());
      e =
          assertThrows(
              IllegalArgumentException.class,
              () -> m.summary(o -> o.layerRange("hidden", "nothing")));
      assertTrue(e.getMessage().contains("'nothing'"), e.getMessage());
      assertTrue(e.getMessage().contains("in, hidden, out"), e.getMessage());
    }
  }

  // --- The graph behind it
  // ------------------------------------------------------------------------

  @Test
  void aModelCanBeginAtTheResultOfALayer() {
    KerasTensor in = Input.of(4);
    Dense before = new Dense(3);
    KerasTensor h = before.apply(in);
    Dense after = new Dense(2).useBias(false);
    try (Model m = new Model(h, after.apply(h))) {
      assertEquals(after.weights(), m.weights());
      assertEquals(
          List.of("dense_input", "dense_1"), m.layers().stream().map(Layer::name).toList());
      assertEquals(Shape.of(-1, 3), m.inputShape());
      NDArray x = NDArray.ones(2, 3);
      assertEquals(after.apply(x), m.predictOnBatch(x));
    }
  }

  @Test
  void aModelMayBeThousandsOfLayersDeep() {
    KerasTensor in = Input.of(1);
    KerasTensor t = in;
    Flatten flat = new Flatten();
    for (int i = 0; i < 3000; i++) {
      t = flat.apply(t);
    }
    try (Model m = new Model(in, t)) {
      assertEquals(2, m.layers().size());
    }
  }
}
