package org.keras4j.parity;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls every public constructor and method of a module's public classes with one impossible
 * argument at a time. What is wrong: an exception of a kind that says nothing, and null or NaN
 * taken without a word.
 */
public final class HostileCalls {

  private final Map<Class<?>, Supplier<?>> valid = new HashMap<>();
  private final Set<String> wrong = new TreeSet<>();
  private int calls;

  /** Makes the object with values for the types that every class uses. */
  public HostileCalls() {
    valid.put(int.class, () -> 2);
    valid.put(Integer.class, () -> 2);
    valid.put(long.class, () -> 2L);
    valid.put(double.class, () -> 0.5);
    valid.put(boolean.class, () -> true);
    valid.put(String.class, () -> "loss");
    valid.put(Object.class, () -> 1);
    valid.put(List.class, List::of);
    valid.put(Collection.class, List::of);
    valid.put(Map.class, Map::of);
    valid.put(Runnable.class, () -> (Runnable) () -> {});
  }

  /** Says how to make a valid object of a type. */
  public <T> HostileCalls with(Class<T> type, Supplier<? extends T> supplier) {
    valid.put(type, supplier);
    return this;
  }

  /** Returns what was found wrong about the classes beside this one, of its package. */
  public Set<String> ask(Class<?> neighbour) throws Exception {
    Path root = Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = root.resolve(neighbour.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String simple = file.getFileName().toString().replace(".class", "");
        if (!simple.equals("package-info")) {
          ask(neighbour.getPackageName(), simple);
        }
      }
    }
    return wrong;
  }

  /** Returns the number of calls that were made. */
  public int calls() {
    return calls;
  }

  private void ask(String packageName, String simple) throws Exception {
    Class<?> c = Class.forName(packageName + "." + simple);
    if (!Modifier.isPublic(c.getModifiers())) {
      return;
    }
    boolean made = !Modifier.isAbstract(c.getModifiers());
    if (made) {
      for (Constructor<?> constructor : c.getConstructors()) {
        ask(c, constructor, constructor::newInstance);
      }
    }
    for (Method m : c.getMethods()) {
      boolean isStatic = Modifier.isStatic(m.getModifiers());
      boolean ours = m.getDeclaringClass().getPackageName().equals(packageName);
      if (ours && (isStatic || (made && valid.containsKey(c))) && !m.getName().equals("equals")) {
        m.setAccessible(true);
        ask(c, m, a -> m.invoke(isStatic ? null : valid.get(c).get(), a));
      }
    }
  }

  private interface Call {
    Object with(Object... arguments) throws ReflectiveOperationException;
  }

  private void ask(Class<?> c, Executable e, Call call) throws ReflectiveOperationException {
    Class<?>[] types = e.getParameterTypes();
    if (!Arrays.stream(types).allMatch(t -> valid(t) != null)) {
      return;
    }
    for (int i = 0; i < types.length; i++) {
      boolean mayBeNull = nullable(e.getAnnotatedParameterTypes()[i]);
      for (Object bad : impossible(types[i])) {
        Object[] arguments = Arrays.stream(types).map(this::valid).toArray();
        arguments[i] = bad;
        boolean mayPass = mayBeNull || (bad != null && !bad.equals(Double.NaN));
        String name = e instanceof Method ? c.getSimpleName() + "." + e.getName() : c.getName();
        ask(name + Arrays.toString(types) + " #" + i + " = " + text(bad), mayPass, call, arguments);
      }
    }
  }

  private void ask(String what, boolean mayPass, Call call, Object... arguments)
      throws ReflectiveOperationException {
    calls++;
    try {
      call.with(arguments);
      if (!mayPass) {
        wrong.add(what + " is taken without a word");
      }
    } catch (InvocationTargetException thrown) {
      Throwable t = thrown.getCause();
      String message = t.getMessage();
      boolean named = message != null && !message.startsWith("Cannot ");
      boolean kind =
          t instanceof IllegalArgumentException
              || t instanceof IllegalStateException
              || t instanceof NullPointerException;
      if (!named || !kind) {
        wrong.add(what + " gives " + t);
      }
    }
  }

  private static boolean nullable(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private Object valid(Class<?> type) {
    Supplier<?> known = valid.get(type);
    if (known != null) {
      return known.get();
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return type.isArray() ? Array.newInstance(type.getComponentType(), 1) : null;
  }

  private static List<Object> impossible(Class<?> type) {
    List<Object> all = new ArrayList<>();
    if (type == int.class) {
      all.addAll(List.of(0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
    } else if (type == long.class) {
      all.addAll(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
    } else if (type == double.class) {
      all.addAll(List.of(Double.NaN, Double.POSITIVE_INFINITY, -1e308, 1e308, Double.MIN_VALUE));
    } else if (type == String.class) {
      all.addAll(List.of("", "(", "\0"));
    } else if (type == List.class || type == Collection.class) {
      all.addAll(List.of(List.of(), Collections.singletonList(null)));
    } else if (type == Map.class) {
      all.addAll(List.of(Map.of(), Collections.singletonMap(null, null)));
    } else if (type.isArray()) {
      all.add(Array.newInstance(type.getComponentType(), 0));
      all.add(Array.newInstance(type.getComponentType(), 1));
    }
    if (!type.isPrimitive()) {
      all.add(null);
    }
    return all;
  }

  private static String text(Object value) {
    return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
  }
}
