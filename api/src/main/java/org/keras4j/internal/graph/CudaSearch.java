package org.keras4j.internal.graph;

import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * Spares the start the search for CUDA's libraries where there is no device that they could serve.
 *
 * <p>JavaCPP looks for 18 of them, each under three names in every jar of the class path, before it
 * loads TensorFlow: 0.3 to 0.5 s of each start. It remembers what it has found, so it is told in
 * advance that there is nothing. On the module path it is closed to us and searches as ever, and so
 * where anything else is not as expected.
 */
final class CudaSearch {

  private CudaSearch() {}

  /** To be called before TensorFlow's library is loaded. */
  static void skipWithoutDevice() {
    if (isPointless()) {
      try {
        Field field = Loader.class.getDeclaredField("foundLibraries");
        field.setAccessible(true);
        @SuppressWarnings("unchecked")
        Map<String, URL[]> found = (Map<String, URL[]>) field.get(null);
        Loader.loadProperties(tensorflow.class, Loader.loadProperties(), true)
            .get("platform.preload")
            .stream()
            .filter(CudaSearch::belongsToCuda)
            .forEach(library -> found.putIfAbsent(library, new URL[0]));
      } catch (ReflectiveOperationException | RuntimeException e) {
        // Another version of JavaCPP, or a module that keeps it closed.
        return;
      }
    }
  }

  /** The drivers of NVIDIA, and what stands for them in Windows's Linux. */
  private static Stream<Path> devices() {
    return Stream.of("/dev/nvidiactl", "/dev/nvidia0", "/proc/driver/nvidia", "/dev/dxg")
        .map(Path::of);
  }

  static boolean isPointless() {
    return Loader.getPlatform().startsWith("linux") && devices().allMatch(Files::notExists);
  }

  private static boolean belongsToCuda(String library) {
    return Stream.of("cu", "nccl", "nv", "myelin").anyMatch(library::startsWith);
  }
}
