package org.keras4j.examples.support;

import java.util.List;
import org.keras4j.examples.pictures.LearningCurves;

/** The picture of a single training. */
public final class TrainingPicture {

  private TrainingPicture() {}

  /**
   * Draws its learning curves, with the learning rate, and says where the picture is.
   *
   * @throws FailedException if it cannot be drawn
   */
  public static void write(OutputFolder output, String file, String title, Result result) {
    var picture = new PictureFile(output.file(file));
    picture.draw(() -> new LearningCurves(title, List.of(Curves.of(result)), true).draw());
    picture.announce();
    picture.check();
  }
}
