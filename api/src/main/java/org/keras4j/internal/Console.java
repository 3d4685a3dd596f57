package org.keras4j.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where everything that looks like Keras's output is printed: {@code System.out}, as UTF-8. */
public final class Console {

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private Console() {}

  /**
   * Prints a text as it is, at once.
   *
   * <p>Tables and bars are drawn with characters that the platform's default encoding may lack (on
   * a server without a locale it is ASCII), so bytes are written as Python writes them. A Windows
   * console has its own encoding.
   */
  public static void print(String text) {
    if (WINDOWS) {
      System.out.print(text);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      System.out.write(bytes, 0, bytes.length);
    }
    System.out.flush();
  }
}
