package org.keras4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keras4j.Keras;

/** No constructor and no setter of a public class takes NaN for a number without a word. */
final class NotANumberTest {

  /** Any number may be wanted in every element of a weight. */
  private static final Set<String> MEANT = Set.of("Constant(double)");

  private static final Map<Class<?>, Object> VALID =
      Map.of(
          double.class,
          0.25,
          Double.class,
          0.25,
          double[].class,
          new double[] {0.25},
          int.class,
          2,
          int[].class,
          new int[] {2},
          long.class,
          2L,
          boolean.class,
          false,
          String.class,
          "loss");

  private final Set<String> asked = new TreeSet<>();
  private final Set<String> silent = new TreeSet<>();

  @Test
  void isRefused() throws Exception {
    for (Class<?> c : publicClasses()) {
      for (Constructor<?> constructor : c.getConstructors()) {
        ask(c, constructor, arguments -> constructor.newInstance(arguments));
      }
      Constructor<?> simple = simplest(c);
      if (simple != null) {
        for (Method m : c.getMethods()) {
          if (!Modifier.isStatic(m.getModifiers()) && m.getReturnType().isAssignableFrom(c)) {
            m.setAccessible(true);
            ask(c, m, a -> m.invoke(simple.newInstance(arguments(simple)), a));
          }
        }
      }
    }
    assertTrue(asked.size() > 100, asked.toString());
    silent.removeAll(MEANT);
    assertEquals(Set.of(), silent);
  }

  private interface Call {
    Object with(Object[] arguments) throws ReflectiveOperationException;
  }

  private void ask(Class<?> c, Executable e, Call call) throws Exception {
    Object[] arguments = arguments(e);
    if (arguments == null || !succeeds(call, arguments)) {
      return;
    }
    for (int i = 0; i < arguments.length; i++) {
      Object bad = notANumber(e.getParameterTypes()[i]);
      if (bad == null) {
        continue;
      }
      Object[] wrong = arguments.clone();
      wrong[i] = bad;
      String signature =
          (e instanceof Method ? c.getSimpleName() + "." + e.getName() : c.getSimpleName())
              + Arrays.toString(
                      Arrays.stream(e.getParameterTypes()).map(Class::getSimpleName).toArray())
                  .replace('[', '(')
                  .replace(']', ')');
      asked.add(signature);
      try {
        call.with(wrong);
        silent.add(signature);
      } catch (InvocationTargetException thrown) {
        assertEquals(IllegalArgumentException.class, thrown.getCause().getClass(), signature);
        assertTrue(thrown.getCause().getMessage().contains("NaN"), thrown.getCause().toString());
      }
    }
  }

  private static boolean succeeds(Call call, Object[] arguments)
      throws ReflectiveOperationException {
    try {
      call.with(arguments);
      return true;
    } catch (InvocationTargetException needsOtherArguments) {
      return false;
    }
  }

  private static Object notANumber(Class<?> type) {
    if (type == double.class || type == Double.class) {
      return Double.NaN;
    }
    return type == double[].class ? new double[] {Double.NaN} : null;
  }

  /** Returns a constructor that can be called, with as few arguments as possible, or null. */
  private static Constructor<?> simplest(Class<?> c) {
    Constructor<?> best = null;
    for (Constructor<?> k : c.getConstructors()) {
      boolean callable = arguments(k) != null;
      if (callable && (best == null || k.getParameterCount() < best.getParameterCount())) {
        best = k;
      }
    }
    return best;
  }

  /** Returns arguments that are valid, or null if there is one of another type than these. */
  private static Object[] arguments(Executable e) {
    List<Object> all = new ArrayList<>();
    for (Class<?> type : e.getParameterTypes()) {
      Object valid = VALID.get(type);
      if (valid == null) {
        return null;
      }
      all.add(valid);
    }
    return all.toArray();
  }

  private static List<Class<?>> publicClasses() throws Exception {
    Path root = Path.of(Keras.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name = root.relativize(file).toString().replace(".class", "").replace('/', '.');
        if (name.startsWith("org.keras4j.") && !name.contains(".internal.")) {
          Class<?> c = Class.forName(name.replace('\\', '.'));
          if (Modifier.isPublic(c.getModifiers()) && !Modifier.isAbstract(c.getModifiers())) {
            all.add(c);
          }
        }
      }
    }
    return all;
  }
}
