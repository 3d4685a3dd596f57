package org.keras4j.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public classes of a module that users can make objects of. */
public final class PublicClasses {

  private PublicClasses() {}

  /** Returns the names of those beside the given class's that extend one of the types. */
  public static Set<String> extending(Set<Class<?>> types, Class<?> ofModule) {
    try {
      Path root = Path.of(ofModule.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(f -> root.relativize(f).toString())
            .filter(f -> f.endsWith(".class") && !f.endsWith("-info.class"))
            .map(f -> load(f, ofModule))
            .filter(c -> isPublic(c) && !Modifier.isAbstract(c.getModifiers()))
            .filter(c -> types.stream().anyMatch(t -> t.isAssignableFrom(c)))
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String file, Class<?> ofModule) {
    String name = file.replaceAll("\\.class$", "").replaceAll("[/\\\\]", ".");
    try {
      return Class.forName(name, false, ofModule.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(file, e);
    }
  }

  private static boolean isPublic(Class<?> c) {
    for (Class<?> at = c; at != null; at = at.getEnclosingClass()) {
      if (!Modifier.isPublic(at.getModifiers())) {
        return false;
      }
    }
    return !c.isAnonymousClass();
  }
}
