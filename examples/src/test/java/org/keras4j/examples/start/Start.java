package org.keras4j.examples.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.keras4j.examples.Main;

/** Starts a program such as {@code src/test/consumer} in a JVM of its own, as a user would. */
final class Start {

  private static final String NATIVE = "tensorflow-core-native-[0-9.]+-.*";
  private static final int SECONDS = 120;

  private final Path program;
  private final List<String> options = new ArrayList<>();
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private List<String> path = libraries();
  private boolean modules;
  private String name = "consumer";

  private Start(Path program) {
    this.program = program;
  }

  /** Compiles the program into a folder, as a module. */
  static void compile(Path folder) {
    compile("consumer", /* module= */ true, folder);
  }

  /** Compiles a program of this name in {@code src/test}, against the module or the class path. */
  static void compile(String name, boolean module, Path folder) {
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
    words.addAll(List.of(module ? "-p" : "-cp", String.join(File.pathSeparator, libraries())));
    try (Stream<Path> files = Files.walk(Path.of("src/test", name))) {
      files
          .filter(f -> module || !f.endsWith("module-info.java"))
          .map(Path::toString)
          .filter(f -> f.endsWith(".java"))
          .forEach(words::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(0, javac.run(System.out, System.err, words.toArray(String[]::new)));
  }

  /** A start of the compiled program with this JVM, on the class path, without any option. */
  static Start of(Path program) {
    return new Start(program);
  }

  /** The class path that the build has written for the launcher. */
  private static List<String> libraries() {
    try {
      Path classes =
          Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String path = Files.readString(classes.resolveSibling("runtime-path"));
      return List.of(path.strip().split(File.pathSeparator));
    } catch (IOException | java.net.URISyntaxException e) {
      throw new IllegalStateException("No class path: run process-classes before the tests", e);
    }
  }

  /** The name of the jar with TensorFlow's native library. */
  static List<String> nativeJars() {
    return libraries().stream()
        .map(l -> Path.of(l).getFileName().toString())
        .filter(n -> n.matches(NATIVE))
        .toList();
  }

  Start withoutTensorFlow() {
    return without(l -> Path.of(l).getFileName().toString().matches(NATIVE));
  }

  Start with(String... jvmOptions) {
    options.addAll(List.of(jvmOptions));
    return this;
  }

  Start without(Predicate<String> library) {
    path = path.stream().filter(library.negate()).toList();
    return this;
  }

  Start onTheModulePath() {
    modules = true;
    return this;
  }

  /** Starts the program of this name, which is that of its module and its package too. */
  Start named(String program) {
    name = program;
    return this;
  }

  Start by(Path otherJava) {
    java = otherJava;
    return this;
  }

  /** Deploys it several times, with all its libraries, or with those of others in the server. */
  String redeploy(boolean shared) throws IOException, InterruptedException {
    String own = join(program.toString(), path);
    if (!shared) {
      return execute(List.of("-cp", program.toString(), "consumer.Redeploy", "none", own));
    }
    Predicate<String> isOurs =
        l -> !l.endsWith(".jar") || Path.of(l).getFileName().toString().startsWith("keras4j-");
    String ours = join(program.toString(), path.stream().filter(isOurs).toList());
    List<String> others = path.stream().filter(isOurs.negate()).toList();
    String theirs = String.join(File.pathSeparator, others);
    return execute(List.of("-cp", program.toString(), "consumer.Redeploy", theirs, ours, "load"));
  }

  private static String join(String first, List<String> others) {
    return first + File.pathSeparator + String.join(File.pathSeparator, others);
  }

  /** Runs the program and returns what it prints; whatever it prints of errors is there too. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(options);
    command.add(modules ? "-p" : "-cp");
    command.add(join(program.toString(), path));
    command.addAll(modules ? List.of("-m", name + "/" + name + ".Main") : List.of(name + ".Main"));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private String execute(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(arguments);
    Path output = Files.createTempFile("start", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      // Nobody's settings but those of the test.
      builder.environment().keySet().removeIf(v -> v.startsWith("TF_") || v.contains("JAVA"));
      Process process = builder.start();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output, UTF_8);
      assertTrue(ended, () -> "still running: " + printed);
      assertEquals(0, process.exitValue(), printed);
      return printed;
    } finally {
      Files.delete(output);
    }
  }
}
