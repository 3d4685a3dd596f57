package org.keras4j.parity;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.core.KerasObject;

/** The public methods by which the arguments of an object are set, found by reflection. */
public final class Setters {

  private Setters() {}

  /**
   * Returns the fluent methods with arguments of a class, without those that others override, in
   * the order of their names.
   */
  public static List<Method> of(Class<?> type) {
    Map<String, Method> bySignature = new TreeMap<>();
    for (Method m : type.getMethods()) {
      boolean fluent =
          KerasObject.class.isAssignableFrom(m.getReturnType())
              && m.getReturnType().isAssignableFrom(type);
      if (fluent && m.getParameterCount() > 0 && !Modifier.isStatic(m.getModifiers())) {
        String signature = m.getName() + Arrays.toString(m.getParameterTypes());
        bySignature.merge(signature, m, Setters::nearer);
      }
    }
    return bySignature.values().stream().sorted(Comparator.comparing(Method::getName)).toList();
  }

  private static Method nearer(Method a, Method b) {
    return a.getReturnType().isAssignableFrom(b.getReturnType()) && !b.isBridge() ? b : a;
  }

  /** Returns whether a key of a config is the setter's name in snake case. */
  public static boolean isKeyOf(String key, Method setter) {
    return key.replace("_", "").equals(setter.getName().toLowerCase(Locale.ROOT));
  }

  /**
   * Calls a setter.
   *
   * @return what it refused, or null
   */
  public static IllegalArgumentException call(Object target, Method setter, Object... arguments) {
    try {
      setter.setAccessible(true); // some are inherited from classes that are not public
      setter.invoke(target, arguments);
      return null;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        return refused;
      }
      throw new AssertionError(setter + " of " + Arrays.deepToString(arguments), e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(setter.toString(), e);
    }
  }
}
