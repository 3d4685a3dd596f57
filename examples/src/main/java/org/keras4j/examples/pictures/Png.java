package org.keras4j.examples.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.keras4j.internal.AtomicFiles;

/** Draws pictures into files. */
public final class Png {

  static {
    noDisplay();
  }

  private Png() {}

  /** Tells Java that there is no screen; to be called before anything else is drawn. */
  public static void noDisplay() {
    System.setProperty("java.awt.headless", "true");
    // Otherwise encoded pictures pass through temporary files, which may have no place.
    ImageIO.setUseCache(false);
  }

  /**
   * Draws a picture and replaces the file at once, so that there is always a whole one.
   *
   * @throws NoPictureException if this Java cannot draw text, or the file cannot be written
   */
  public static void write(Path file, Supplier<BufferedImage> drawing) {
    Text.requireFonts();
    try {
      byte[] bytes = encode(drawing.get());
      AtomicFiles.replace(file, f -> Files.write(f, bytes));
    } catch (IOException e) {
      throw new NoPictureException("the picture " + file + " cannot be written: " + e, e);
    }
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(FewColors.of(image), "png", bytes);
    return bytes.toByteArray();
  }
}
