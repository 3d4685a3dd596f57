package org.keras4j.internal.engine;

import org.tensorflow.TensorFlow;

/** Loads TensorFlow's native library once, with the settings it needs. */
final class NativeRuntime {

  static {
    // JavaCPP compares resident memory with a limit before each allocation by reading /proc: tens
    // of microseconds a step, and a spurious OutOfMemoryError once TensorFlow uses more memory than
    // four heaps. It reads the property when it is initialised, so this has to come first.
    if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    }
    prepareSettings();
    try {
      OneDnn.preferWhereFaster();
      CudaSearch.skipWithoutDevice();
      TensorFlow.version();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "TensorFlow's native library is not on the class path for this platform ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + "). Add org.tensorflow:tensorflow-core-platform, or tensorflow-core-native with the"
              + " classifier of the platform",
          e);
    }
  }

  private NativeRuntime() {}

  /**
   * Initialises the classes of protocol buffers, which takes some 0.2 s, while the library is
   * loaded. They know nothing of native code, and none of them waits for one that waits for it, so
   * whoever needs them meanwhile waits for this thread and goes on.
   */
  private static void prepareSettings() {
    Thread thread = new Thread(() -> SessionSettings.model(false), "keras4j-settings");
    thread.setDaemon(true);
    thread.start();
  }

  /** Does nothing but load this class. */
  static void ensureLoaded() {}
}
