package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The expected texts are NumPy 2's. */
class PrinterTest {
  @Test
  void smallArrays() {
    assertEquals("[ 1.   2.5 -3. ]", NDArray.of(1, 2.5, -3).toString());
    assertEquals("[ True False]", NDArray.of(true, false).toString());
    assertEquals("3.5", NDArray.scalar(3.5).toString());
    assertEquals("[ nan  inf 1.25]", NDArray.of(Double.NaN, 1 / 0., 1.25).toString());
    assertEquals("[]", NDArray.zeros(0).toString());
    assertEquals(
        """
        [[[ 0  1  2  3]
          [ 4  5  6  7]
          [ 8  9 10 11]]

         [[12 13 14 15]
          [16 17 18 19]
          [20 21 22 23]]]""",
        NDArray.arange(24).reshape(2, 3, 4).toString());
  }

  @Test
  void decimalsAreTheShortestThatTellNumbersApart() {
    assertEquals(
        "[  0.1          0.33333334 100.        ]", NDArray.of(.1f, 1 / 3f, 100f).toString());
    assertEquals(
        "[  0.1          0.33333333 100.        ]", NDArray.of(.1, 1 / 3., 100).toString());
    assertEquals(
        "[[ 0.12345679 12.5       ]]",
        NDArray.of(new double[][] {{0.123456789012, 12.5}}).toString());
  }

  @Test
  void farApartNumbersAreScientific() {
    assertEquals("[ 1.0e-05  2.5e+03  0.0e+00 -1.0e+00]", NDArray.of(1e-5, 2500, 0, -1).toString());
    assertEquals("[1.e+10 1.e+00]", NDArray.of(1e10, 1).toString());
    assertEquals("[1.23456789e+08]", NDArray.of(123456789.).toString());
    assertEquals("[1.234e-05]", NDArray.of(0.00001234).toString());
  }

  @Test
  void longArraysAreSummarised() {
    assertEquals("[   0    1    2 ... 1997 1998 1999]", NDArray.arange(2000).toString());
    assertEquals(
        """
        [[0. 0. 0. ... 0. 0. 0.]
         [0. 0. 0. ... 0. 0. 0.]
         [0. 0. 0. ... 0. 0. 0.]
         ...
         [0. 0. 0. ... 0. 0. 0.]
         [0. 0. 0. ... 0. 0. 0.]
         [0. 0. 0. ... 0. 0. 0.]]""",
        NDArray.zeros(60, 50).toString());
  }

  @Test
  void longRowsWrap() {
    assertEquals(
        """
        [ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
         24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]""",
        NDArray.arange(40).toString());
  }
}
