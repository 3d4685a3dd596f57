package org.keras4j.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/** Spark's own master and workers, each a process of this machine. */
final class StandaloneCluster implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  private final Path home;
  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  /** Starts a cluster of workers with one core each. */
  StandaloneCluster(Path home, Path folder, int workers) throws IOException {
    this.home = home;
    this.folder = folder;
    port = freePort();
    start("master", "--host", HERE, "--port", "" + port, "--webui-port", "0");
    for (int i = 0; i < workers; i++) {
      String work = folder.resolve("work" + i).toString();
      start("worker", "-h", HERE, "-c", "1", "-m", "2g", "-d", work, "--webui-port", "0", url());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void start(String role, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/spark-class").toString());
    command.add(
        "org.apache.spark.deploy." + role + (role.equals("master") ? ".Master" : ".Worker"));
    command.addAll(List.of(arguments));
    File log = folder.resolve(role + processes.size() + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", HERE);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    processes.add(builder.start());
  }

  String url() {
    return "spark://" + HERE + ":" + port;
  }

  /** The executors that run now: workers have no other children. */
  List<ProcessHandle> executors() {
    return processes.stream().skip(1).flatMap(Process::children).toList();
  }

  /** The settings of a driver whose executors have our classes, and Spark's own Jackson. */
  SparkConf driver() {
    return driver(url());
  }

  static SparkConf driver(String master) {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(StandaloneCluster::isOurs)
            .collect(Collectors.joining(File.pathSeparator));
    return new SparkConf()
        .setMaster(master)
        .setAppName("keras4j")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.bindAddress", HERE)
        .set("spark.driver.host", HERE)
        .set("spark.executor.memory", "1g")
        .set("spark.executor.cores", "1")
        .set("spark.executor.extraClassPath", path);
  }

  private static boolean isOurs(String entry) {
    return Files.isDirectory(Path.of(entry))
        || entry.matches(".*(keras4j|tensorflow|bytedeco|hipparchus|protobuf|ndarray|jspecify).*");
  }

  @Override
  public void close() throws IOException {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    for (Process process : processes) {
      process.onExit().join();
    }
  }
}
