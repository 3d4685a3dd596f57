package org.keras4j;

/** The arguments of {@link Keras#loadModel}, with Keras's names and defaults. */
public final class LoadModelOptions {

  private boolean compile = true;

  /** Makes the options with all defaults. */
  public LoadModelOptions() {}

  /**
   * Sets whether the model is compiled as it was when it was saved, with the state of its
   * optimizer. By default true; a model that was not compiled is not compiled either way.
   */
  public LoadModelOptions compile(boolean on) {
    compile = on;
    return this;
  }

  /** Returns whether the model is compiled. */
  public boolean compile() {
    return compile;
  }
}
