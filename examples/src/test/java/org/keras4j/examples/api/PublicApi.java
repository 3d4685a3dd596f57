package org.keras4j.examples.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleReader;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All that a module shows to everybody, one line for each class and member. */
final class PublicApi {

  private final Module module;
  private final Set<String> exported;

  PublicApi(String name) {
    module = ModuleLayer.boot().findModule(name).orElseThrow();
    exported =
        module.getDescriptor().exports().stream()
            .filter(e -> !e.isQualified())
            .map(Exports::source)
            .collect(Collectors.toSet());
  }

  List<String> lines() {
    return classes().stream()
        .filter(this::isVisible)
        .sorted(Comparator.comparing(Class::getName))
        .flatMap(c -> new PublicMembers(c, this::isVisible).lines().stream())
        .toList();
  }

  private List<Class<?>> classes() {
    try (ModuleReader reader =
        ModuleLayer.boot()
            .configuration()
            .findModule(module.getName())
            .orElseThrow()
            .reference()
            .open()) {
      return reader
          .list()
          .filter(f -> f.endsWith(".class") && !f.equals("module-info.class"))
          .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.'))
          .filter(f -> exported.contains(f.substring(0, f.lastIndexOf('.'))))
          .<Class<?>>map(f -> Class.forName(module, f))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether users can name a class; one of another module is listed there, if anywhere. */
  private boolean isVisible(Class<?> c) {
    if (c.getModule() != module) {
      return true;
    }
    int m = c.getModifiers();
    return exported.contains(c.getPackageName())
        && !c.isAnonymousClass()
        && (Modifier.isPublic(m) || Modifier.isProtected(m))
        && (c.getDeclaringClass() == null || isVisible(c.getDeclaringClass()));
  }
}
