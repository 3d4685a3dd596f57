package org.keras4j.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;

/**
 * What setters and configs have in common: each setter reaches its key and comes back from it, and
 * what one of the two doors refuses, the other one refuses with the same words.
 */
public final class SetterContract {

  private final Kind<?> kind;
  private final Supplier<? extends KerasObject> maker;
  private final Map<String, String> exceptions;
  private int refusals;

  /**
   * Prepares the check of a class.
   *
   * @param maker makes an object with its defaults
   * @param exceptions for {@code Class.setter} or {@code setter} the key, if it is another one, or
   *     a reason in brackets why there is none
   */
  public SetterContract(
      Kind<?> kind, Supplier<? extends KerasObject> maker, Map<String, String> exceptions) {
    this.kind = kind;
    this.maker = maker;
    this.exceptions = exceptions;
  }

  /** Checks a setter, and returns how many values both doors refused. */
  public int check(Method setter) {
    String exception = exception(setter);
    if (exception != null && exception.startsWith("(")) {
      return 0;
    }
    refusals = 0;
    boolean changed = false;
    List<String> tried = new ArrayList<>();
    for (Object[] arguments : SetterValues.of(setter)) {
      changed |= check(setter, exception, arguments);
      tried.add(Arrays.deepToString(arguments));
    }
    assertTrue(changed, setter + " has no effect on the config with any of " + tried);
    return refusals;
  }

  private String exception(Method setter) {
    String own = maker.get().className() + "." + setter.getName();
    return exceptions.getOrDefault(own, exceptions.get(setter.getName()));
  }

  /** Returns whether the setter changed the config. */
  private boolean check(Method setter, String otherKey, Object[] arguments) {
    KerasObject object = maker.get();
    Map<String, Object> before = object.getConfig();
    IllegalArgumentException refused = Setters.call(object, setter, arguments);
    String what = setter + " with " + Arrays.deepToString(arguments);
    if (refused != null) {
      checkFile(what, before, key(setter, otherKey, before), arguments, refused.getMessage());
      return false;
    }
    Map<String, Object> after = object.getConfig();
    assertEquals(after, read(object, after).getConfig(), what + " does not come back");
    if (after.equals(before)) {
      return false;
    }
    String key = key(setter, otherKey, after);
    assertNotNull(key, what + " has no key in " + after);
    assertTrue(
        !Objects.equals(before.get(key), after.get(key)), what + " does not change '" + key + "'");
    return true;
  }

  /** A value that the setter refused is refused in a file, if it can stand there. */
  private void checkFile(
      String what, Map<String, Object> config, String key, Object[] arguments, String message) {
    Object written = arguments.length == 1 ? SetterValues.written(arguments[0]) : null;
    if (key == null || written == null) {
      return;
    }
    Map<String, Object> changed = new HashMap<>(config);
    changed.put(key, written);
    String other = null;
    try {
      read(maker.get(), changed);
    } catch (IllegalArgumentException e) {
      other = e.getMessage();
    }
    assertNotNull(other, what + " is refused (" + message + "), but not in a file");
    refusals++;
    // Before the setter is asked, a file says what is no number or too many of them.
    boolean same = withoutNames(other).endsWith(withoutNames(message));
    assertTrue(
        same || what.contains("NaN") || other.matches(".*must be (a|one) whole number.*"),
        what + " says '" + message + "', in a file '" + other + "'");
  }

  private static String withoutNames(String message) {
    return message.replaceAll("Layer '[^']*' ", "Layer ");
  }

  private static String key(Method setter, String otherKey, Map<String, Object> config) {
    return otherKey != null
        ? otherKey
        : config.keySet().stream()
            .filter(k -> Setters.isKeyOf(k, setter))
            .findFirst()
            .orElse(null);
  }

  private KerasObject read(KerasObject like, Map<String, ?> config) {
    return (KerasObject) kind.fromConfig(like.className(), config);
  }

  /** Fails if an exception is for a setter that does not exist. */
  public static void checkExceptions(Map<String, String> exceptions, List<String> setters) {
    List<String> unused = new ArrayList<>(exceptions.keySet());
    unused.removeIf(
        e -> setters.stream().anyMatch(s -> s.equals(e) || s.endsWith("." + e)));
    assertNull(unused.isEmpty() ? null : unused, "exceptions for setters that do not exist");
  }
}
