package org.keras4j.internal.zip;

import java.io.IOException;
import java.io.Serial;

/** What is wrong with a zip archive, without the file's name, which the reader of it adds. */
public final class ZipDamage extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public ZipDamage(String message) {
    super(message);
  }
}
