package org.keras4j.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.keras4j.Keras;
import org.keras4j.Model;

/** Loads a model whose loss, metrics or optimizer may be of classes that only its maker has. */
final class Loading {

  private final Path file;
  private boolean lost;

  Loading(Path file) {
    this.file = file;
  }

  /**
   * Loads the model, uncompiled if only its compile config cannot be read.
   *
   * @param tell is told so
   */
  Model lenient(Consumer<String> tell) {
    try {
      return Keras.loadModel(file);
    } catch (IllegalArgumentException e) {
      Model model = uncompiled();
      lost = true;
      tell.accept("keras4j: left out are loss, metrics and optimizer: " + e.getMessage());
      return model;
    }
  }

  /** Returns whether the model was compiled with something that could not be read. */
  boolean hasLost() {
    return lost;
  }

  /**
   * Loads the model as it was compiled.
   *
   * @param advice what to do if only the compile config cannot be read
   */
  Model compiled(String advice) {
    try {
      return Keras.loadModel(file);
    } catch (IllegalArgumentException e) {
      // If the fault is elsewhere, this says so.
      uncompiled().close();
      throw new FailedException(e.getMessage() + ". " + advice, e);
    }
  }

  /** Loads the model without its loss, metrics and optimizer. */
  Model uncompiled() {
    return Keras.loadModel(file, o -> o.compile(false));
  }
}
