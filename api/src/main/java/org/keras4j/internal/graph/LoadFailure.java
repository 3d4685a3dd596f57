package org.keras4j.internal.graph;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/**
 * Finds out why TensorFlow's native library could not be loaded. JavaCPP tells that there is none
 * in {@code java.library.path}, which it tries last; what happened before is among the causes, or
 * has to be looked up.
 */
final class LoadFailure {

  private static final String ELSEWHERE =
      "choose another folder with -Dorg.bytedeco.javacpp.cachedir=FOLDER, or unpack the library"
          + " beforehand and start with -Djava.library.path=FOLDER and"
          + " -Dorg.bytedeco.javacpp.pathsFirst=true (see \"Where the native library goes\" in"
          + " Keras4J's README)";

  private static final Pattern NOT_EXECUTABLE =
      Pattern.compile("failed to map segment|Operation not permitted|not permitted by");
  private static final Pattern OTHER_SYSTEM =
      Pattern.compile("GLIBC|GCC_|symbol not found|ld-linux|ld-musl|libstdc\\+\\+|libc\\.so");
  private static final Pattern UNUSABLE =
      Pattern.compile("ELF|Exec format|file too short|incompatible architecture|not a valid Win32");

  private LoadFailure() {}

  /** Returns what is wrong and what to do. */
  static String describe(Throwable failure) {
    String said = messages(failure);
    String reason;
    try {
      reason = reason(said);
    } catch (LinkageError | RuntimeException e) {
      // Not even JavaCPP is usable.
      reason = said;
    }
    return "TensorFlow's native library cannot be loaded: " + reason;
  }

  private static String reason(String said) {
    String platform = Loader.getPlatform();
    NativeFiles files = NativeFiles.of(platform);
    if (files.isEmpty() && !NativeFiles.inLibraryPath()) {
      return missing(platform);
    }
    if (files.isEmpty()) {
      return byLinker(said, System.getProperty("java.library.path"));
    }
    File folder;
    try {
      folder = Loader.getCacheDir();
    } catch (IOException e) {
      return "there is no folder that it can be unpacked to, as neither the home folder nor the one"
          + " for temporary files can be written; "
          + ELSEWHERE;
    }
    try {
      files.unpack();
    } catch (IOException e) {
      return "it cannot be unpacked to "
          + folder
          + " ("
          + (e.getMessage() == null ? e : e.getMessage())
          + "), which takes "
          + (files.bytes() >> 20)
          + " MB; make room there, or "
          + ELSEWHERE;
    }
    return byLinker(said, folder.getPath());
  }

  private static String missing(String platform) {
    List<String> others = NativeFiles.platforms();
    String what =
        "it is not on the class path or module path for this platform, "
            + platform
            + (others.isEmpty() ? "" : ", but only for " + String.join(" and ", others));
    return what
        + (NativeFiles.PLATFORMS.contains(platform)
            ? ". Add org.tensorflow:tensorflow-core-native with the classifier "
                + platform
                + ", or org.tensorflow:tensorflow-core-platform"
            : ". TensorFlow Java has none; it has " + String.join(", ", NativeFiles.PLATFORMS));
  }

  private static String byLinker(String said, String folder) {
    if (NOT_EXECUTABLE.matcher(said).find()) {
      return "the system executes nothing that is in "
          + folder
          + " (a file system mounted with noexec?); "
          + ELSEWHERE;
    }
    if (OTHER_SYSTEM.matcher(said).find()) {
      return "it needs the GNU C library in a later version than this system has, or another system"
          + " than one with musl, such as Alpine: "
          + said;
    }
    if (UNUSABLE.matcher(said).find()) {
      return "the files in "
          + folder
          + " are damaged or for another processor; delete the folder and start again: "
          + said;
    }
    return said;
  }

  /** Returns what the failure and its causes say, the first cause first. */
  private static String messages(Throwable failure) {
    Set<String> texts = new LinkedHashSet<>();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      texts.add(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
    }
    if (texts.size() > 1) {
      texts.removeIf(text -> text.startsWith("no jnitensorflow in java.library.path"));
    }
    List<String> firstFirst = new ArrayList<>(texts);
    Collections.reverse(firstFirst);
    return String.join("; ", firstFirst);
  }
}
