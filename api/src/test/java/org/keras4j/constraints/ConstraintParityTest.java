package org.keras4j.constraints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.TestAccess;
import org.keras4j.internal.graph.LayerProbe;
import org.keras4j.layers.Activation;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;
import org.keras4j.regularizers.Regularizers;
import org.tensorflow.op.Ops;

class ConstraintParityTest {

  static Stream<Named<JsonNode>> constraints() {
    return Fixtures.named("constraints");
  }

  static Stream<Named<JsonNode>> regularizers() {
    return Fixtures.named("regularizers");
  }

  @ParameterizedTest
  @MethodSource("constraints")
  void constrainsLikeKeras(JsonNode c) {
    String kind = c.get("class").asText();
    var config = Fixtures.map(c.get("config"));
    var constraint = TestAccess.fill(Constraints.get(kind), config);
    NDArray w = Fixtures.array(c.get("w"));
    var outcome = LayerProbe.run(new Activation(constraint::call), List.of(w), List.of(w), true);
    Close.assertClose(kind, Fixtures.array(c.get("value")), outcome.outputs().get(0));
    Close.assertSameConfig(kind, config, constraint.getConfig());
  }

  @ParameterizedTest
  @MethodSource("regularizers")
  void penalizesLikeKeras(JsonNode c) {
    String kind = c.get("class").asText();
    var config = Fixtures.map(c.get("config"));
    var regularizer = TestAccess.fill(Regularizers.get(kind), config);
    Close.assertSameConfig(kind, config, regularizer.getConfig());
    NDArray w = Fixtures.array(c.get("w"));
    NDArray one = NDArray.wrap(new float[] {1}, 1);
    if (c.get("gradient").isNull()) {
      return;
    }
    var layer =
        new Activation(
            (Ops tf, org.tensorflow.Operand<org.tensorflow.types.TFloat32> x) ->
                tf.reshape(
                    regularizer.call(tf, tf.reshape(x, tf.constant(w.shape().asArray()))),
                    tf.constant(new int[] {1})));
    var outcome = LayerProbe.run(layer, List.of(w), List.of(one), true);
    NDArray value = Fixtures.array(c.get("value"));
    Close.assertClose(
        kind + " value", NDArray.wrap(value.toFloatArray(), 1), outcome.outputs().get(0));
    Close.assertClose(
        kind + " gradient", Fixtures.array(c.get("gradient")), outcome.inputGradients().get(0));
  }
}
