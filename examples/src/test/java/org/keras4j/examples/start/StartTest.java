package org.keras4j.examples.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first model of a process, in the ways in which users start one. The tests of the other
 * classes run in one JVM, with its options and in its order.
 */
class StartTest {

  private static final String FIT =
      """
      loss 8545 predicts 5082
      the predictor says true
      """;

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  @TempDir static Path program;

  @BeforeAll
  static void compile() {
    Start.compile(program);
  }

  private static Start start() {
    return Start.of(program);
  }

  /** What the program prints; TensorFlow's notes go before it. */
  private static void assertPrints(String expected, String printed) {
    String text = printed.replace(System.lineSeparator(), "\n");
    assertTrue(text.endsWith(expected), text);
    assertFalse(text.contains("Exception"), text);
  }

  private static void assertFits(String printed) {
    assertPrints(FIT + "limit 0\n", printed);
  }

  @Test
  void onTheClassPathWithoutAnyOption() throws Exception {
    assertFits(start().run("layer"));
  }

  @Test
  void onTheModulePath() throws Exception {
    assertFits(start().onTheModulePath().run("layer"));
  }

  /** Arabic and Persian write numbers in digits of their own. */
  /** Bit for bit. */
  @Test
  void aSavedModelPredictsTheSameInAnotherProcess(@TempDir Path folder) throws Exception {
    start().run("save", folder.toString());
    String printed = start().run("load", folder.toString());
    assertPrints("500 numbers, the same true\nlimit 0\n", printed);
  }

  @Test
  void inALanguageWithItsOwnDigits(@TempDir Path folder) throws Exception {
    assertFits(start().with("-Duser.language=ar", "-Duser.country=EG").run("augmentation"));
    assertPrints(
        "trial_0\ntrial_1\nlimit 0\n",
        start().with("-Duser.language=fa", "-Duser.country=IR").run("search", folder.toString()));
  }

  /** It comes with one platform only: this is how a program starts on all others. */
  @Test
  void withoutTheNativeLibraryOfJavaCpp() throws Exception {
    assertFits(start().without(l -> l.matches(".*javacpp-[0-9.]+-[a-z].*")).run("layer"));
  }

  @Test
  void withASmallHeap() throws Exception {
    assertPrints("predicts (256, 10)\nlimit 0\n", start().with("-Xmx64m").run("large"));
  }

  @Test
  void withTheNumberOfThreadsThatIsSet() throws Exception {
    String printed = start().run("threads");
    boolean linux = OS.LINUX.isCurrentOs();
    assertPrints(
        FIT + "threads 20 12\ntoo late\n" + (linux ? "has them true\n" : "") + "limit 0\n",
        printed);
  }

  @Test
  void onTheNewestJdk() throws Exception {
    Path java = newestJava();
    assumeTrue(java != null, "no JDK 25 or later in JAVA_HOME_25, JDK25_HOME or /usr/lib/jvm");
    String printed = start().by(java).run("array");
    assertFits(printed);
  }

  /** Returns a Java 25 or later, or null. */
  private static Path newestJava() throws IOException {
    Stream<Path> named =
        Stream.of("JAVA_HOME_25", "JDK25_HOME")
            .map(System::getenv)
            .filter(v -> v != null)
            .map(Path::of);
    Path installed = Path.of("/usr/lib/jvm");
    try (Stream<Path> found =
        Files.isDirectory(installed) ? Files.list(installed) : Stream.empty()) {
      return Stream.concat(named, found)
          .filter(home -> version(home) >= 25)
          .map(home -> home.resolve("bin").resolve("java"))
          .findFirst()
          .orElse(null);
    }
  }

  /** Returns the version that a JDK states in its folder; 0 where there is none. */
  private static int version(Path home) {
    try {
      Matcher m = VERSION.matcher(Files.readString(home.resolve("release")));
      return m.find() ? Integer.parseInt(m.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void aServerThatDeploysAgainLosesTheOldApplication() throws Exception {
    assertPrints("left 1\n", start().redeploy(false));
    assertPrints("left 1\n", start().redeploy(true));
  }

  private static void assertRefuses(String printed, String... reasons) {
    List<String> errors = printed.lines().filter(l -> l.startsWith("error ")).toList();
    assertEquals(2, errors.size(), printed);
    assertEquals(errors.get(0), errors.get(1));
    for (String reason : reasons) {
      assertTrue(errors.get(0).contains(reason), printed);
    }
    assertFalse(printed.contains("Exception in thread"), printed);
    assertFalse(printed.contains("\tat "), printed);
  }

  @Test
  void withoutTensorFlowsNativeLibrary() throws Exception {
    assertRefuses(
        start().withoutTensorFlow().run("twice"),
        "it is not on the class path or module path for this platform",
        "Add org.tensorflow:tensorflow-core-native");
  }

  @Test
  void whereNothingCanBeWritten(@TempDir Path folder) throws Exception {
    // A file where a folder should be made: the same for root, who may write everywhere.
    String file = Files.createFile(folder.resolve("file")).resolve("none").toString();
    assertRefuses(
        start()
            .with("-Dorg.bytedeco.javacpp.cachedir=" + file)
            .with("-Duser.home=" + file, "-Djava.io.tmpdir=" + file)
            .run("twice"),
        "there is no folder that it can be unpacked to",
        "-Dorg.bytedeco.javacpp.cachedir=FOLDER");
  }

  /** As in a read-only container; the folder is the one that other starts have unpacked to. */
  @Test
  void whereNothingCanBeWrittenButTheLibraryIsUnpacked(@TempDir Path folder) throws Exception {
    String file = Files.createFile(folder.resolve("file")).resolve("none").toString();
    Path cache = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
    assumeTrue(Files.isDirectory(cache), "unpacked elsewhere");
    try (Stream<Path> files = Files.walk(cache)) {
      Path library =
          files.filter(f -> f.endsWith(System.mapLibraryName("jnitensorflow"))).findFirst().get();
      assertFits(
          start()
              .with("-Dorg.bytedeco.javacpp.cachedir=" + file)
              .with("-Duser.home=" + file, "-Djava.io.tmpdir=" + file)
              .with("-Djava.library.path=" + library.getParent())
              .with("-Dorg.bytedeco.javacpp.pathsFirst=true")
              .run("layer"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whereUnpackingFails(@TempDir Path folder) throws Exception {
    for (String jar : Start.nativeJars()) {
      Files.createFile(folder.resolve(jar));
    }
    assertRefuses(
        start().with("-Dorg.bytedeco.javacpp.cachedir=" + folder).run("twice"),
        "it cannot be unpacked to " + folder,
        "which takes 65",
        "-Djava.library.path=FOLDER");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withADamagedLibrary(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("libjnitensorflow.so"), "no library");
    assertRefuses(
        start().withoutTensorFlow().with("-Djava.library.path=" + folder).run("twice"),
        "the files in " + folder + " are damaged or for another processor");
  }
}
