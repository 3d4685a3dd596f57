package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.core.Entry;
import org.keras4j.parity.SetterContract;
import org.keras4j.parity.Setters;

/** Each public setter of each registered class against the config. */
class EverySetterTest {

  /** Setters whose key has another name, or none. */
  private static final Map<String, String> EXCEPTIONS = new HashMap<>();

  static {
    EXCEPTIONS.put("coefficients", "muon_a");
    String unwritten = "(Keras does not write it)";
    EXCEPTIONS.put("excludeFromWeightDecay", unwritten);
    for (int rank = 1; rank <= 3; rank++) {
      String layer = "SpatialDropout" + rank + "D.";
      EXCEPTIONS.put(layer + "trainable", unwritten);
      EXCEPTIONS.put(layer + "activityRegularizer", unwritten);
      EXCEPTIONS.put(layer + "dtype", "(Keras writes that of its weights, always float32)");
    }
    for (String setter : List.of("trainable", "activityRegularizer", "dtype")) {
      EXCEPTIONS.put("InputLayer." + setter, unwritten);
    }
    EXCEPTIONS.put(
        "ActivityRegularization.activityRegularizer", "(the layer's own, written as l1 and l2)");
  }

  private static final AtomicInteger SETTERS = new AtomicInteger();
  private static final AtomicInteger REFUSALS = new AtomicInteger();

  @TestFactory
  Stream<DynamicTest> reachesItsKeyAndComesBack() {
    List<DynamicTest> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Entry<?> entry : TestAccess.entries()) {
      if (entry.type() == null || Model.class.isAssignableFrom(entry.type())) {
        continue; // of models the config is the layers; ModelConfigTest has them
      }
      var contract = new SetterContract(entry.kind(), () -> Minimal.make(entry), EXCEPTIONS);
      for (Method setter : Setters.of(entry.type())) {
        String name = entry.className() + "." + setter.getName();
        names.add(name);
        String title =
            entry.kind() + " " + name + " " + setter.getParameterTypes()[0].getSimpleName();
        all.add(
            DynamicTest.dynamicTest(
                title,
                () -> {
                  REFUSALS.addAndGet(contract.check(setter));
                  SETTERS.incrementAndGet();
                }));
      }
    }
    SetterContract.checkExceptions(EXCEPTIONS, names);
    assertTrue(all.size() > 700, all.size() + " setters");
    return all.stream();
  }

  @AfterAll
  static void print() {
    System.out.println(
        SETTERS + " setters; " + REFUSALS + " values refused by setter and config alike");
  }
}
