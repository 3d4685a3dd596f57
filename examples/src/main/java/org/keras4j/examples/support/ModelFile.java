package org.keras4j.examples.support;

import java.nio.file.Path;
import org.keras4j.Model;

/** Keeps a trained model with what an application must know to use it. */
public final class ModelFile {

  private ModelFile() {}

  /**
   * Writes a {@code .keras} file whose metadata has the names of the {@code classes} and the value
   * of a {@code white} pixel, and prints where it is.
   */
  public static void save(Path file, Model model, Data data) {
    model.metadata("classes", data.classNames());
    model.metadata("white", "255");
    model.save(file.toString());
    System.out.println("Model: " + file);
  }
}
