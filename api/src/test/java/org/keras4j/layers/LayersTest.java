package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.activations.Activations;
import org.keras4j.core.Catalogue;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.KnownNames;

class LayersTest {

  @Test
  void everyLayerIsReplayedAgainstKeras() {
    assertEquals(KnownNames.of(Layer.KIND), Fixtures.classes("layers"));
  }

  @Test
  void aConfigNeedsOnlyWhatHasNoDefault() {
    Dense d = assertInstanceOf(Dense.class, Layers.fromConfig("Dense", Map.of("units", 3)));
    assertEquals("linear", d.getConfig().get("activation"));
  }

  @Test
  void whatIsWrongInAConfigIsNamed() {
    assertMessage(() -> Layers.fromConfig("Dense", Map.of()), "Dense", "'units' is missing");
    assertMessage(
        () -> Layers.fromConfig("Dense", Map.of("units", 3, "lora_rank", 4)), "lora_rank", "4");
    assertMessage(() -> Layers.fromConfig("Dense", Map.of("units", "three")), "units", "three");
    assertMessage(
        () -> Layers.fromConfig("Dense", Map.of("units", 3, "dtype", "float16")), "float32");
    assertMessage(() -> Layers.fromObject(Map.of("config", Map.of())), "class_name");
  }

  @Test
  void anUnknownClassNamesTheNearestOrTheArtifact() {
    assertMessage(() -> Layers.fromConfig("Conv2d", Map.of()), "Did you mean 'Conv2D'?");
    assertMessage(() -> Layers.fromConfig("RandomRotation", Map.of()), "keras4j-augment");
  }

  @Test
  void activationsWithParametersAreSavedAsLayers() {
    Dense d = new Dense(2).activation(Activations.leakyRelu(0.1));
    Map<?, ?> written = (Map<?, ?>) d.getConfig().get("activation");
    assertEquals("LeakyReLU", written.get("class_name"));
    assertEquals(Map.of("negative_slope", 0.1), written.get("config"));
    assertEquals(0.2, new LeakyReLU().negativeSlope(0.2).getConfig().get("negative_slope"));
    var again = (Dense) Layers.fromConfig("Dense", d.getConfig());
    Map<?, ?> rewritten = (Map<?, ?>) again.getConfig().get("activation");
    assertEquals("LeakyReLU", rewritten.get("class_name"));
    assertMessage(
        () -> new Dense(2).activation((tf, x) -> tf.math.square(x)).getConfig(), "activation");
  }

  @Test
  void givenNamesDoNotUseUpAutomaticOnes() {
    Keras.clearSession();
    assertEquals("first", new Dense(1).name("first").name());
    assertEquals("dense", new Dense(1).name());
    assertEquals("dense_1", new Dense(1).name());
    assertEquals("leaky_re_lu", new LeakyReLU().name());
    assertEquals("conv2d_transpose", new Conv2DTranspose(1, 1).name());
    assertEquals("p_re_lu", new PReLU().name());
  }

  /** As in Python after the same lines. */
  @Test
  void aSequentialUsesUpAFunctionalNameWhenItIsRebuilt() {
    Keras.clearSession();
    Sequential.of(Input.of(3), new Dense(2), new Dense(2));
    assertEquals("functional_1", functional().name());
    new Sequential().add(Input.of(3)).add(new Dense(2)).add(new Dense(2)).pop();
    assertEquals("functional_5", functional().name());
    var later = Sequential.of(new Dense(2));
    assertEquals("functional_6", functional().name());
    later.build(Shape.of(-1, 3));
    assertEquals("functional_8", functional().name());
  }

  private static Model functional() {
    var input = Input.of(3);
    return new Model(input, new Dense(2).apply(input));
  }

  @Test
  void layersAndModelsPrintAsInPython() {
    Keras.clearSession();
    var chain = Sequential.of(new Conv1D(2, 1));
    assertEquals("<Sequential name=sequential, built=False>", chain.toString());
    chain.build(Shape.of(-1, 3, 1));
    assertEquals("[<Conv1D name=conv1d, built=True>]", chain.layers().toString());
    assertEquals("<Functional name=m, built=True>", functional().name("m").toString());
  }

  @Test
  void layersOfOtherModulesComeFromTheirCatalogues() {
    assertTrue(Layers.classNames().contains("Dense"));
    Catalogue own = () -> List.of(Layer.KIND.entry(Dense.class, a -> new Dense(1)));
    assertEquals("Dense", own.entries().get(0).className());
  }

  private static void assertMessage(Runnable action, String... parts) {
    var e = assertThrows(RuntimeException.class, action::run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }
}
