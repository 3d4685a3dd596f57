package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.parity.CoreLayerExamples;
import org.keras4j.parity.KnownNames;
import org.keras4j.parity.LayerExample;
import org.keras4j.parity.PredictorAgreement;

/** Each registered layer in a predictor against {@code predict}. */
class PredictorOfEveryLayerTest {

  static List<LayerExample> examples() {
    return CoreLayerExamples.all();
  }

  @Test
  void noLayerIsWithoutAnExample() {
    Set<String> shown =
        examples().stream()
            .map(LayerExample::className)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(KnownNames.of(Layer.KIND), shown);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void agreesWithPredict(LayerExample example) {
    PredictorAgreement.check(example);
  }
}
