package org.keras4j.internal.random;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.Arrays;
import java.util.List;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.keras4j.Keras;

/**
 * Whoever sets the seed while another thread draws gets the numbers of that seed from the first.
 */
public class GlobalSeedsLincheckTest {

  public GlobalSeedsLincheckTest() {
    Keras.setRandomSeed(1);
  }

  @Operation
  public List<Long> withoutASeed() {
    return Arrays.stream(GlobalSeeds.next()).boxed().toList();
  }

  @Operation
  public void setsTheSeed() {
    Keras.setRandomSeed(2);
  }

  @Test
  void areLinearizable() {
    new ModelCheckingOptions()
        .iterations(10)
        .threads(2)
        .actorsPerThread(2)
        .actorsAfter(2)
        .invocationsPerIteration(200)
        .addGuarantee(forClasses(MersenneTwister.class.getName()).allMethods().treatAsAtomic())
        .check(getClass());
  }
}
