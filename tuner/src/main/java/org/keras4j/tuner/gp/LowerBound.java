package org.keras4j.tuner.gp;

/**
 * The lower confidence bound {@code μ(x) − β·σ(x)} of a process: low where a low value is expected
 * or little is known. Its minimum in the unit cube is the most promising point.
 *
 * <p>For one thread.
 */
public final class LowerBound {
  private final GaussianProcess process;
  private final double beta;
  private final GaussianProcess.Workspace work;

  /**
   * Creates the bound of a process.
   *
   * @param process the process
   * @param beta how much is given for what is not known; 0 for nothing
   */
  public LowerBound(GaussianProcess process, double beta) {
    this.process = process;
    this.beta = beta;
    this.work = process.new Workspace();
  }

  /**
   * Computes the bound at a point.
   *
   * @param x the point
   * @return the bound in the units of the targets
   */
  public double at(double[] x) {
    work.place(x);
    return process.targetMean() + process.targetStd() * (work.mean() - beta * work.deviation());
  }
}
