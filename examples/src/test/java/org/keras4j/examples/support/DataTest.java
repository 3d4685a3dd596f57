package org.keras4j.examples.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.Shape;

/** The parts of a data set. */
class DataTest {

  @Test
  void hasThreePartsOfImagesAndOneHotClasses() {
    var data = Data.load("digits", new Data.Size(5, 3, 2), false);
    assertEquals(Shape.of(5, 28, 28, 1), data.xTrain().shape());
    assertEquals(Shape.of(5, 10), data.yTrain().shape());
    assertEquals(Shape.of(3, 28, 28, 1), data.xVal().shape());
    assertEquals(Shape.of(2, 28, 28, 1), data.xTest().shape());
    assertEquals(10, data.classNames().size());
  }

  @Test
  void theOtherPartsAreAsLargeAsTheFirstButAtMostTenThousand() {
    assertEquals(new Data.Size(200, 200, 200), Data.Size.of(200));
    assertEquals(Data.Size.FULL, Data.Size.of(50_000));
    assertEquals(Data.Size.FULL, Data.Size.of(60_000));
  }
}
