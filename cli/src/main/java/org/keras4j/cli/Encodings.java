package org.keras4j.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** Encodings of what is printed. */
final class Encodings {

  private Encodings() {}

  /**
   * Returns a writer in the encoding of the terminal, which tells when something did not get
   * through. A container without a locale calls that encoding ASCII, and reads UTF-8 all the same.
   *
   * @param property what tells the encoding
   */
  static PrintWriter writer(PrintStream stream, String property) {
    return new PrintWriter(stream, true, charset(System.getProperty(property)));
  }

  private static Charset charset(@Nullable String terminal) {
    // JDK 17 has no property for the terminal.
    String name = terminal == null ? System.getProperty("native.encoding", "UTF-8") : terminal;
    try {
      Charset charset = Charset.forName(name);
      return charset.equals(US_ASCII) ? UTF_8 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return UTF_8;
    }
  }
}
