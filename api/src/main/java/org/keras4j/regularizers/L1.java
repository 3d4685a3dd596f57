package org.keras4j.regularizers;

/** {@code l1·Σ|x|}: Keras's {@code L1}. */
public final class L1 extends L1L2 {

  /** Makes a penalty with factor 0.01, Keras's default. */
  public L1() {
    this(0.01);
  }

  /**
   * Makes a penalty.
   *
   * @param l1 factor of the sum of absolute values, at least 0
   */
  public L1(double l1) {
    super(l1, 0);
  }
}
