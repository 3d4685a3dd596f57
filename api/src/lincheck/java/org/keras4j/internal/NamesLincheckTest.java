package org.keras4j.internal;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** Automatic names: no two threads get the same one, and none is left out. */
public class NamesLincheckTest {

  public NamesLincheckTest() {
    Names.reset();
  }

  @Operation
  public String unique() {
    return Names.unique("dense");
  }

  @Operation
  public String ofAnotherClass() {
    return Names.unique("flatten");
  }

  @Operation
  public void givesBack() {
    Names.giveBack("dense", "dense_1");
  }

  @Test
  void areLinearizable() {
    new ModelCheckingOptions().iterations(20).invocationsPerIteration(500).check(getClass());
  }
}
