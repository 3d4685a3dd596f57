package org.keras4j.internal.graph;

import org.bytedeco.javacpp.Loader;

/**
 * Switches TensorFlow's oneDNN kernels on where TensorFlow leaves them off although they are
 * faster: on x86 processors with AVX2 and without AVX-512 VNNI (convolutional training 1.3 times as
 * fast).
 *
 * <p>TensorFlow asks the environment variable {@code TF_ENABLE_ONEDNN_OPTS} once, while it is
 * loaded, so the variable is there for that time only: processes that the program starts do not
 * inherit it. What the user has set is left alone. Where anything is not as expected, nothing
 * happens.
 */
final class OneDnn {

  private static final String VARIABLE = "TF_ENABLE_ONEDNN_OPTS";

  private OneDnn() {}

  /** Returns whether the user has not switched the kernels off. */
  static boolean mayBeOn() {
    return !"0".equals(System.getenv(VARIABLE));
  }

  /** To be called before TensorFlow's library is loaded, and closed behind that. */
  static NativeEnvironment.Entry preferWhereFaster() {
    if (System.getenv(VARIABLE) == null
        && Loader.getPlatform().equals("linux-x86_64")
        && Processor.hasAvx2()) {
      return NativeEnvironment.put(VARIABLE, "1");
    }
    return NativeEnvironment.NOTHING;
  }
}
