package org.keras4j.layers;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;

/**
 * Sees to it that settings are not lost in silence: what a class keeps in fields and does not write
 * would have its default again when it is read.
 */
final class ForgottenConfig {

  /** What the compiler calls a local variable in a class that uses it. */
  private static final String CAPTURED = "val$";

  private ForgottenConfig() {}

  /**
   * Refuses a layer that does not say what its arguments are, but has fields for some.
   *
   * @throws IllegalStateException naming the fields
   */
  static void check(Layer layer) {
    List<String> fields = new ArrayList<>();
    for (Class<?> c = layer.getClass(); !isOurBase(c) && !hasConfig(c); c = c.getSuperclass()) {
      Arrays.stream(c.getDeclaredFields())
          .filter(ForgottenConfig::isSetting)
          .forEach(field -> fields.add(nameOf(field)));
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

  /** It may call the one above it, and then speaks for the fields that are above it. */
  private static boolean hasConfig(Class<?> c) {
    return Arrays.stream(c.getDeclaredMethods())
        .anyMatch(
            m ->
                m.getName().equals("config")
                    && Arrays.equals(m.getParameterTypes(), new Class<?>[] {Config.class}));
  }

  private static boolean isSetting(Field field) {
    int modifiers = field.getModifiers();
    boolean captured = field.getName().startsWith(CAPTURED);
    return !Modifier.isStatic(modifiers)
        && !Modifier.isTransient(modifiers)
        && (captured || !field.isSynthetic())
        && !isState(field.getGenericType());
  }

  private static String nameOf(Field field) {
    String name = field.getName();
    return name.startsWith(CAPTURED) ? name.substring(CAPTURED.length()) : name;
  }

  /**
   * Returns whether values of a type are kept by other means: weights and layers inside, also in
   * arrays and collections. What kinds of layers they are follows from the constructor or from
   * arguments.
   */
  private static boolean isState(Type type) {
    if (type instanceof ParameterizedType several) {
      Type[] arguments = several.getActualTypeArguments();
      return isState(arguments[arguments.length - 1]);
    }
    if (type instanceof WildcardType unknown) {
      return isState(unknown.getUpperBounds()[0]);
    }
    if (type instanceof GenericArrayType array) {
      return isState(array.getGenericComponentType());
    }
    return type instanceof Class<?> c
        && (c.isArray()
            ? isState(c.getComponentType())
            : c == Variable.class || c == SeedGenerator.class || Layer.class.isAssignableFrom(c));
  }
}
