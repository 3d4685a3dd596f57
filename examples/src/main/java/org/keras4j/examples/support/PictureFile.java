package org.keras4j.examples.support;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.examples.pictures.NoPictureException;
import org.keras4j.examples.pictures.Png;

/** A picture that is drawn anew whenever there is more to show. Figures do not depend on it. */
public final class PictureFile {

  private final Path file;
  private @Nullable NoPictureException failure;

  /** Takes the place of the picture. */
  public PictureFile(Path file) {
    this.file = file;
  }

  /** Draws, unless it could not be done before. */
  public void draw(Supplier<BufferedImage> drawing) {
    if (failure != null) {
      return;
    }
    try {
      Png.write(file, drawing);
    } catch (NoPictureException e) {
      failure = e;
    }
  }

  /** Says where the picture is, if there is one. */
  public void announce() {
    if (failure == null) {
      System.out.println("Picture: " + file);
    }
  }

  /**
   * Makes sure that there is a picture; to be called after all figures are printed.
   *
   * @throws FailedException if there is none
   */
  public void check() {
    NoPictureException e = failure;
    if (e != null) {
      throw new FailedException("the figures above are complete, but " + e.getMessage(), e);
    }
  }
}
