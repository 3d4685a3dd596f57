package org.keras4j.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is logged meanwhile. By reflection, as the library's module does not read {@code
 * java.logging}.
 */
final class Warnings {

  private Warnings() {}

  /** Returns the warnings that an action gives, which are not printed. */
  static List<String> during(Runnable action) {
    List<String> found = new ArrayList<>();
    try {
      Class<?> filter = Class.forName("java.util.logging.Filter");
      Class<?> entry = Class.forName("java.util.logging.LogRecord");
      Class<?> logger = Class.forName("java.util.logging.Logger");
      Method message = entry.getMethod("getMessage");
      Method parameters = entry.getMethod("getParameters");
      Object ours = logger.getMethod("getLogger", String.class).invoke(null, "org.keras4j");
      Method setFilter = logger.getMethod("setFilter", filter);
      Object listening =
          Proxy.newProxyInstance(
              Warnings.class.getClassLoader(),
              new Class<?>[] {filter},
              (proxy, method, arguments) -> {
                found.add(
                    new MessageFormat((String) message.invoke(arguments[0]), Locale.ROOT)
                        .format(parameters.invoke(arguments[0])));
                return false;
              });
      setFilter.invoke(ours, listening);
      try {
        action.run();
      } finally {
        setFilter.invoke(ours, (Object) null);
      }
    } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
      throw new LinkageError("java.util.logging", e);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
    return found;
  }
}
