package org.keras4j.regularizers;

/** {@code l2·Σx²}, without the half that some books put there: Keras's {@code L2}. */
public final class L2 extends L1L2 {

  /** Makes a penalty with factor 0.01, Keras's default. */
  public L2() {
    this(0.01);
  }

  /**
   * Makes a penalty.
   *
   * @param l2 factor of the sum of squares, at least 0
   */
  public L2(double l2) {
    super(0, l2);
  }
}
