package org.keras4j.framework;

import org.keras4j.internal.Names;

/** Names of the framework's objects as Keras would give them. */
final class FrameworkNames {

  private FrameworkNames() {}

  /** Returns a name that was chosen as it is, and one made from the class in Keras's manner. */
  static String of(Object object, String name) {
    return name.equals(object.getClass().getSimpleName()) ? Names.snakeCase(name) : name;
  }

  /** Returns a name made from the class, or for a class without a name from what it is. */
  static String of(Object object, Class<?> kind) {
    Class<?> c = object.getClass();
    boolean nameless = c.isAnonymousClass() || c.isSynthetic() || c.isHidden();
    return Names.snakeCase((nameless ? kind : c).getSimpleName());
  }
}
