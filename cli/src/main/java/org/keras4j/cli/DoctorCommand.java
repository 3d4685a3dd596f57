package org.keras4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keras4j.Keras;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ops.KerasOps;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine has, and what is missing. */
@Command(
    name = "doctor",
    description = {
      "Says what this machine has and what is missing.",
      "Versions, the native library, threads, memory, caches, and what a GPU needs; ends with 1 if there is a problem."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  /** What a process of TensorFlow needs before it has done anything. */
  private static final long SMALL_HEAP = 128L << 20;

  @Spec @Nullable CommandSpec spec;

  private final List<String> problems = new ArrayList<>();

  @Override
  public Integer call() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("keras4j", Versions.keras4j());
    report.put("java", java());
    report.put("system", system());
    report.put("tensorflow", tensorFlow());
    report.put("gpu", gpu());
    report.put("caches", caches());
    report.put("problems", problems);
    JsonOutput.print(java.util.Objects.requireNonNull(spec).commandLine().getOut(), report);
    return problems.isEmpty() ? 0 : 1;
  }

  private Map<String, Object> java() {
    Runtime runtime = Runtime.getRuntime();
    Map<String, Object> java = new LinkedHashMap<>();
    java.put("version", Runtime.version().toString());
    java.put("vendor", System.getProperty("java.vendor", ""));
    java.put("max_heap_bytes", runtime.maxMemory());
    if (runtime.maxMemory() < SMALL_HEAP) {
      problems.add("The heap has less than 128 MB; raise it with -Xmx");
    }
    return java;
  }

  private static Map<String, Object> system() {
    Map<String, Object> system = new LinkedHashMap<>();
    system.put(
        "os", System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
    system.put("arch", System.getProperty("os.arch", ""));
    system.put("cores", Runtime.getRuntime().availableProcessors());
    system.put("locale", Locale.getDefault().toLanguageTag());
    return system;
  }

  private Map<String, Object> tensorFlow() {
    Map<String, Object> tensorFlow = new LinkedHashMap<>();
    tensorFlow.put("java_api", Versions.tensorFlowJava());
    try {
      // The library first: it loads TensorFlow with the kernels it chooses.
      NDArray two = KerasOps.add(NDArray.of(1f), NDArray.of(1f));
      tensorFlow.put("version", TensorFlow.version());
      tensorFlow.put("computes", two.getFloat(0) == 2);
      tensorFlow.put("intra_threads", Keras.intraThreads());
      tensorFlow.put("inter_threads", Keras.interThreads());
    } catch (LinkageError | RuntimeException e) {
      tensorFlow.put("computes", false);
      problems.add(
          "TensorFlow's native library does not work: "
              + e
              + ". Is tensorflow-core-native for this platform on the class path, and may"
              + " .javacpp/cache in the home folder be written and executed?");
    }
    return tensorFlow;
  }

  private Map<String, Object> gpu() {
    Map<String, Object> gpu = new LinkedHashMap<>();
    boolean device = Files.exists(Path.of("/dev/nvidiactl")) || Files.exists(Path.of("/dev/dxg"));
    gpu.put("nvidia_device", device);
    boolean natives = System.getProperty("java.class.path", "").contains("linux-x86_64-gpu");
    gpu.put("gpu_library", natives);
    if (device && !natives) {
      problems.add(
          "There is an NVIDIA GPU, but the native library is that for processors; use"
              + " tensorflow-core-native with the classifier linux-x86_64-gpu, CUDA 12.5 and cuDNN 9.3");
    } else if (natives && !device) {
      problems.add("The native library is that for GPUs, but no NVIDIA device is to be seen");
    }
    return gpu;
  }

  private Map<String, Object> caches() {
    Map<String, Object> caches = new LinkedHashMap<>();
    Path home = Path.of(System.getProperty("user.home", "."));
    String given = System.getProperty("org.bytedeco.javacpp.cachedir");
    Path natives = given == null ? home.resolve(".javacpp").resolve("cache") : Path.of(given);
    caches.put("native_library", folder(natives));
    String kerasHome = System.getenv("KERAS_HOME");
    caches.put("data", folder(kerasHome == null ? home.resolve(".keras") : Path.of(kerasHome)));
    return caches;
  }

  private static Map<String, Object> folder(Path path) {
    Map<String, Object> folder = new LinkedHashMap<>();
    folder.put("path", path.toString());
    folder.put("exists", Files.isDirectory(path));
    folder.put("writable", Files.isWritable(path));
    folder.put("bytes", size(path));
    return folder;
  }

  private static long size(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      return -1;
    }
  }
}
