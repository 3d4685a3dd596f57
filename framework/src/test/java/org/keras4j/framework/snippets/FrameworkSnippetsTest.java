package org.keras4j.framework.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.framework.Framework;
import org.keras4j.layers.Dense;
import org.tensorflow.framework.activations.Swish;
import org.tensorflow.framework.losses.Huber;
import org.tensorflow.framework.metrics.MeanAbsoluteError;
import org.tensorflow.framework.regularizers.L2;
import org.tensorflow.types.TFloat32;

/** The code in the Javadoc of {@link Framework}. */
class FrameworkSnippetsTest {

  @Test
  void aModelOfPartsOfBoth() {
    // snippet: framework
    var hidden = new Dense(16).activation(Framework.activation(new Swish()));
    var output = new Dense(1).kernelRegularizer(Framework.regularizer(new L2(0.001f)));
    var model = Sequential.of(Input.of(4), hidden, output);
    var loss = Framework.loss(new Huber());
    var metric = Framework.metric(new MeanAbsoluteError<>(1, TFloat32.class));
    model.compile(c -> c.optimizer("adam").loss(loss).metrics(metric));
    // end snippet

    try (model) {
      assertEquals("huber", loss.name());
      assertEquals("mean_absolute_error", metric.name());
    }
  }
}
