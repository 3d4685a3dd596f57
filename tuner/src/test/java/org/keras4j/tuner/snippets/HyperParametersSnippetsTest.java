package org.keras4j.tuner.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.tuner.HyperParameters;

/** The code in the Javadoc of {@link HyperParameters}. */
class HyperParametersSnippetsTest {

  @Test
  void aSearchSpace() {
    var hp = new HyperParameters();

    // snippet: search-space
    double factor = hp.Float("factor", 0.01, 0.3, step(2), LOG);
    String activation = hp.Choice("activation", "relu", "tanh");
    hp.conditionalScope("activation", List.of("relu"), () -> hp.Boolean("leaky"));
    // end snippet

    assertEquals(0.01, factor);
    assertEquals("relu", activation);
  }
}
