package org.keras4j.examples.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that cannot be drawn does not disturb the figures, and is told at the end. */
class PictureFileTest {

  private static BufferedImage image() {
    return new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
  }

  @Test
  void aPictureIsReplacedAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    var picture = new PictureFile(folder.resolve("a.png"));
    picture.draw(PictureFileTest::image);
    picture.draw(PictureFileTest::image);
    picture.check();
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFailureWaitsForTheEnd(@TempDir Path folder) throws IOException {
    Path occupied = Files.createFile(folder.resolve("occupied"));
    var picture = new PictureFile(occupied.resolve("a.png"));
    picture.draw(PictureFileTest::image);
    var e = assertThrows(FailedException.class, picture::check);
    assertTrue(e.getMessage().startsWith("the figures above are complete, but"), e::getMessage);
    assertFalse(e.getMessage().contains("\n"), e::getMessage);
  }
}
