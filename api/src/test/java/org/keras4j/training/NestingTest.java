package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Layer;
import org.keras4j.layers.ReLU;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Models in models, many layers, and all kinds of names. */
class NestingTest {

  @Test
  void aModelCannotHoldItself() {
    var model = Sequential.of(Input.of(2), new Dense(2)).name("m");
    var e = assertThrows(IllegalArgumentException.class, () -> model.add(model));
    assertTrue(e.getMessage().contains("'m'") && e.getMessage().contains("itself"), e.getMessage());
    var outer = Sequential.of(model).name("outer");
    e = assertThrows(IllegalArgumentException.class, () -> model.add(outer));
    assertTrue(e.getMessage().contains("'outer'"), e.getMessage());
    var in = Input.of(2);
    var functional = new Model(in, model.apply(in));
    assertThrows(IllegalArgumentException.class, () -> model.add(functional));
    assertEquals(1, model.layers().size());
    assertEquals(Shape.of(1, 2), model.predict(NDArray.ones(1, 2), o -> o.verbose(0)).shape());
    model.close();
  }

  @Test
  void aLayerCannotTrackItself() {
    var e = assertThrows(IllegalArgumentException.class, () -> new Selfish().apply(Input.of(2)));
    assertTrue(e.getMessage().contains("itself"), e.getMessage());
  }

  private static final class Selfish extends Layer {
    @Override
    protected void build(Shape input) {
      track(this);
    }
  }

  @Test
  void modelsThatAreTooDeepInEachOtherAreRefused() {
    Layer unbuilt = new Dense(2);
    var e = assertThrows(IllegalArgumentException.class, () -> nest(unbuilt, 3000));
    assertTrue(e.getMessage().contains("201 levels"), e.getMessage());
  }

  private static Layer nest(Layer layer, int levels) {
    Layer outer = layer;
    for (int i = 0; i < levels; i++) {
      outer = Sequential.of(outer);
    }
    return outer;
  }

  @Test
  void modelsMayBeDeepInEachOther() {
    try (var model = (Sequential) nest(new Dense(2).kernelInitializer("ones"), 60)) {
      assertEquals(
          NDArray.ones(1, 2).multiply(2), model.predict(NDArray.ones(1, 2), o -> o.verbose(0)));
      assertEquals(6, model.countParams());
    }
  }

  @Test
  void aModelMayHaveAThousandLayers() {
    try (var model = Sequential.of(Input.of(2))) {
      for (int i = 0; i < 1000; i++) {
        model.add(new ReLU());
      }
      assertEquals(NDArray.ones(1, 2), model.predict(NDArray.ones(1, 2), o -> o.verbose(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"_x", "-x", "A>B", "a b", "ñ漢", ".", "\n", "a:b", "😀", "%d", "loss"})
  void anyNameWillDo(String name) {
    assertWorks(name);
  }

  @Test
  void namesMayBeVeryLong() {
    assertWorks("a".repeat(100_000));
    var model = Sequential.of(Input.of(2), new Dense(1).name("b".repeat(100_000)));
    assertThrows(IllegalArgumentException.class, () -> model.getLayer("c".repeat(100_000)));
  }

  private static void assertWorks(String name) {
    var first = new Dense(1).name(name);
    try (var model = Sequential.of(Input.of(2), first, new Dense(1).name(name + "2"))) {
      model.name(name);
      model.compile(c -> c.loss("mse"));
      var x = NDArray.ones(2, 2);
      model.fit(x, NDArray.ones(2, 1), o -> o.verbose(0));
      assertEquals(Shape.of(2, 1), model.predict(x, o -> o.verbose(0)).shape());
      assertEquals(Shape.of(2, 1), model.apply(x).shape());
      try (var predictor = model.predictor()) {
        assertEquals(1, predictor.predict(new float[2]).length);
      }
      assertEquals(first, model.getLayer(name));
      assertEquals(
          List.of(name + "/" + name + "/kernel", name + "/" + name + "/bias"),
          first.weights().stream().map(v -> v.path()).toList());
    }
  }
}
