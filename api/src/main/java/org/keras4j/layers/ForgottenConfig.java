package org.keras4j.layers;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;

/**
 * Sees to it that settings are not lost in silence: what a class keeps in fields and does not write
 * would have its default again when it is read.
 */
final class ForgottenConfig {

  private ForgottenConfig() {}

  /**
   * Refuses a layer that does not say what its arguments are, but has fields for some.
   *
   * @throws IllegalStateException naming the fields
   */
  static void check(Layer layer) {
    List<String> fields = new ArrayList<>();
    for (Class<?> c = layer.getClass(); !isOurBase(c); c = c.getSuperclass()) {
      Arrays.stream(c.getDeclaredFields())
          .filter(ForgottenConfig::isSetting)
          .forEach(field -> fields.add(field.getName()));
    }
    if (!fields.isEmpty()) {
      throw new IllegalStateException(
          layer.describe()
              + " cannot be written: its class "
              + layer.getClass().getName()
              + " keeps values in fields ("
              + String.join(", ", fields)
              + ") but does not override config, so that they would be lost. Let config name its"
              + " arguments, as in c.number(\"rate\", rate, this::rate), or be empty if there are"
              + " none; fields that are no arguments may be transient");
    }
  }

  private static boolean isOurBase(Class<?> c) {
    return Modifier.isAbstract(c.getModifiers()) && c.getPackage() == Layer.class.getPackage();
  }

  private static boolean isSetting(Field field) {
    int modifiers = field.getModifiers();
    return !Modifier.isStatic(modifiers)
        && !Modifier.isTransient(modifiers)
        && !field.isSynthetic()
        && !isState(field.getType());
  }

  /** Weights and layers inside are kept by other means. */
  private static boolean isState(Class<?> type) {
    return type == Variable.class
        || type == SeedGenerator.class
        || Layer.class.isAssignableFrom(type);
  }
}
