package org.keras4j.internal.graph;

import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;

/**
 * Loads TensorFlow's native library once, with the settings it needs. Nothing of Keras4J touches a
 * class of JavaCPP before it has called this.
 */
public final class NativeRuntime {

  private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  private static volatile boolean loaded;
  private static @Nullable Failure failure;

  private record Failure(String message, Throwable cause) {}

  private NativeRuntime() {}

  /**
   * Loads the library unless it is there.
   *
   * @throws IllegalStateException if it cannot be loaded, with the reason; the same at each call,
   *     as the JVM does not try a second time
   */
  public static void ensureLoaded() {
    if (!loaded) {
      load();
    }
  }

  private static synchronized void load() {
    if (loaded) {
      return;
    }
    if (failure == null) {
      try {
        loadWithSettings();
        loaded = true;
        return;
      } catch (LinkageError | RuntimeException e) {
        failure = new Failure(LoadFailure.describe(e), e);
      }
    }
    throw new IllegalStateException(failure.message, failure.cause);
  }

  private static void loadWithSettings() {
    // JavaCPP compares resident memory with a limit before each allocation by reading /proc: tens
    // of microseconds a step, and a spurious OutOfMemoryError once TensorFlow uses more memory than
    // four heaps. It reads the property when it is initialised, so this has to come first.
    if (System.getProperty(MEMORY_LIMIT) == null) {
      System.setProperty(MEMORY_LIMIT, "0");
    }
    SessionSettings.prepare();
    NativeEnvironment.Entry variable = OneDnn.preferWhereFaster();
    try {
      CudaSearch.skipWithoutDevice();
      TensorFlow.version();
    } finally {
      variable.close();
    }
  }
}
