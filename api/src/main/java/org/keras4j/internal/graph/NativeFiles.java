package org.keras4j.internal.graph;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.global.tensorflow;

/** The files of TensorFlow's native library for a platform, as they lie in a jar. */
final class NativeFiles {

  /** What TensorFlow Java has a library for. */
  static final List<String> PLATFORMS =
      List.of("linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64");

  private static final String FOLDER = "org/tensorflow/internal/c_api/";
  private static final String NAME = "jnitensorflow";

  private final List<URL> urls = new ArrayList<>();
  private long bytes;

  private NativeFiles() {}

  /** Returns the files for a platform, with or without GPU; none if there is no such jar. */
  static NativeFiles of(String platform) {
    NativeFiles files = new NativeFiles();
    for (String extension : new String[] {"", "-gpu"}) {
      URL url = tensorflow.class.getClassLoader().getResource(path(platform + extension));
      if (url != null) {
        files.addFolderOf(url);
      }
    }
    return files;
  }

  /** Returns the platforms whose files are there. */
  static List<String> platforms() {
    return PLATFORMS.stream().filter(p -> !of(p).isEmpty()).toList();
  }

  /** Returns whether the library lies unpacked where the JVM looks for libraries. */
  static boolean inLibraryPath() {
    return Stream.of(System.getProperty("java.library.path", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.exists(Path.of(folder, System.mapLibraryName(NAME))));
  }

  private static String path(String platform) {
    String file =
        platform.startsWith("windows")
            ? NAME + ".dll"
            : "lib" + NAME + (platform.startsWith("macosx") ? ".dylib" : ".so");
    return FOLDER + platform + "/" + file;
  }

  private void addFolderOf(URL url) {
    urls.add(url);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        String folder = jar.getEntryName().substring(0, jar.getEntryName().lastIndexOf('/') + 1);
        String base = url.toString();
        base = base.substring(0, base.length() - jar.getEntryName().length());
        urls.clear();
        for (JarEntry entry : jar.getJarFile().stream().toList()) {
          if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
            urls.add(URI.create(base + entry.getName()).toURL());
            bytes += entry.getSize();
          }
        }
      }
    } catch (IOException e) {
      // The jar cannot be read: unpacking will say so.
      return;
    }
  }

  boolean isEmpty() {
    return urls.isEmpty();
  }

  /** Returns how much room they take when unpacked; 0 if that is not known. */
  long bytes() {
    return bytes;
  }

  /** Unpacks them as JavaCPP does, which keeps the error of that for itself. */
  void unpack() throws IOException {
    for (URL url : urls) {
      if (Loader.cacheResource(url) == null) {
        throw new IOException("JavaCPP finds no folder for " + url);
      }
    }
  }
}
