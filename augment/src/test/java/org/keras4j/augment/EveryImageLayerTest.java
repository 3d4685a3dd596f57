package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.Keras;
import org.keras4j.layers.Layer;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.LayerExample;
import org.keras4j.parity.PublicClasses;
import org.keras4j.parity.SetterContract;
import org.keras4j.parity.Setters;

/** Each layer of this module is registered and replayed, and its setters reach the config. */
class EveryImageLayerTest {

  private static final Map<String, String> EXCEPTIONS =
      Map.of("Resizing.fillMode", "(it takes its default only)");

  private static final AtomicInteger SETTERS = new AtomicInteger();
  private static final AtomicInteger REFUSALS = new AtomicInteger();

  private static Set<String> registered() {
    Set<String> names = new TreeSet<>();
    new ImageLayers().entries().forEach(e -> names.add(e.className()));
    return names;
  }

  @Test
  void isRegisteredIfItIsPublic() {
    Set<String> all = PublicClasses.extending(Set.of(Layer.class), ImageLayers.class);
    new ImageLayers().entries().forEach(e -> all.remove(e.type().getName()));
    assertEquals(Set.of(), all, "public classes that no catalogue names");
  }

  @Test
  void isReplayedAgainstKeras() {
    Set<String> replayed = new TreeSet<>(Fixtures.classes("layers"));
    replayed.add("FusedAffine"); // not one of Keras's: FusedAffineTest compares it with its parts
    assertEquals(registered(), replayed);
  }

  @TestFactory
  Stream<DynamicTest> defaultIsThatOfKeras() {
    Set<String> known = registered();
    known.remove("FusedAffine"); // not one of Keras's
    Fixtures.read("defaults").forEach(c -> known.remove(c.get("class").asText()));
    assertEquals(Set.of(), known, "without a fixture of defaults");
    return Fixtures.tests(
        "defaults",
        c -> {
          String name = c.get("class").asText();
          Keras.setRandomSeed(1); // RandomCrop writes the seed it draws
          Layer made = Layer.KIND.fromConfig(name, Fixtures.map(c.get("arguments")));
          Map<String, Object> config = new TreeMap<>(made.getConfig());
          config.remove("name"); // numbered
          Close.assertSameConfig(name, new TreeMap<>(Fixtures.map(c.get("config"))), config);
        });
  }

  @TestFactory
  Stream<DynamicTest> setterReachesItsKeyAndComesBack() {
    Map<String, Supplier<Layer>> makers = new LinkedHashMap<>();
    for (LayerExample e : PredictorOfEveryImageLayerTest.examples()) {
      makers.putIfAbsent(e.className(), e.layer());
    }
    assertEquals(registered(), new TreeSet<>(makers.keySet()));
    List<DynamicTest> all = new ArrayList<>();
    makers.forEach(
        (name, maker) -> {
          var contract = new SetterContract(Layer.KIND, maker, EXCEPTIONS);
          for (Method setter : Setters.of(maker.get().getClass())) {
            String title =
                name + "." + setter.getName() + " " + setter.getParameterTypes()[0].getSimpleName();
            all.add(
                DynamicTest.dynamicTest(
                    title,
                    () -> {
                      REFUSALS.addAndGet(contract.check(setter));
                      SETTERS.incrementAndGet();
                    }));
          }
        });
    assertTrue(all.size() > 80, all.size() + " setters");
    return all.stream();
  }

  @AfterAll
  static void print() {
    System.out.println(
        SETTERS + " setters; " + REFUSALS + " values refused by setter and config alike");
  }
}
