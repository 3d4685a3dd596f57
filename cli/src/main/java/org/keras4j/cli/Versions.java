package org.keras4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Versions of what this program consists of. */
final class Versions implements IVersionProvider {

  private static final String UNKNOWN = "unknown";

  @Override
  public String[] getVersion() {
    return new String[] {"keras4j " + keras4j(), "Java " + Runtime.version()};
  }

  static String keras4j() {
    return property(Versions.class.getResourceAsStream("version.properties"));
  }

  static String tensorFlowJava() {
    return maven("org.tensorflow", "tensorflow-core-api");
  }

  /** Returns the version that Maven has written into a jar. */
  private static String maven(String group, String artifact) {
    return property(
        ClassLoader.getSystemResourceAsStream(
            "META-INF/maven/" + group + "/" + artifact + "/pom.properties"));
  }

  private static String property(@Nullable InputStream file) {
    try (InputStream in = file) {
      if (in == null) {
        return UNKNOWN;
      }
      Properties p = new Properties();
      p.load(in);
      return p.getProperty("version", UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
