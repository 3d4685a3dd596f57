package org.keras4j;

/** The arguments of {@code loadWeights} besides the file, with Keras's defaults. */
public final class LoadWeightsOptions {

  private boolean skipMismatch;
  private boolean byName;

  /** Makes the options with all defaults. */
  public LoadWeightsOptions() {}

  /**
   * Sets whether layers whose number or shapes of weights are not those in the file stay as they
   * are, with a warning, and the others are loaded: Keras's {@code skip_mismatch}. By default
   * false: then that is an error, and nothing is loaded.
   */
  public LoadWeightsOptions skipMismatch(boolean skip) {
    skipMismatch = skip;
    return this;
  }

  /** Returns whether layers that do not match stay as they are. */
  public boolean skipMismatch() {
    return skipMismatch;
  }

  /**
   * Sets whether layers are found by their names, and those that are not in the file stay as they
   * are: Keras's {@code by_name}, for legacy files only, whose names end in {@code .h5} or {@code
   * .hdf5}. By default false: layers that have weights are paired in their order.
   */
  public LoadWeightsOptions byName(boolean names) {
    byName = names;
    return this;
  }

  /** Returns whether layers are found by their names. */
  public boolean byName() {
    return byName;
  }
}
