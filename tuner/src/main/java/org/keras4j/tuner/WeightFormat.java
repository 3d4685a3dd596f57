package org.keras4j.tuner;

import java.io.IOException;
import java.nio.file.Path;
import org.keras4j.Model;

/** How the weights of a trial's best epoch are kept. */
interface WeightFormat {
  /** The name of the file in the trial's folder. */
  String fileName();

  /** Replaces the file at once, and makes the folder it is in. */
  void save(Model model, Path file) throws IOException;

  void load(Model model, Path file) throws IOException;
}
