package org.keras4j.tuner;

import java.util.List;
import org.keras4j.Model;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;

/** Tells two trainings apart that cannot go on from each other. */
final class FitSignature {
  private FitSignature() {}

  /** Returns a text that is the same for a training and one that can go on with it. */
  static String of(Model model, CallbackParams params, int initialEpoch, List<Callback> callbacks) {
    StringBuilder text = new StringBuilder();
    text.append(initialEpoch).append(' ').append(params.epochs()).append(' ');
    text.append(params.steps()).append('\n');
    model.variables().forEach(v -> text.append(v.path()).append(v.shape()).append(v.dtype()));
    callbacks.forEach(c -> text.append(c.getClass().getName()).append('\n'));
    // Automatic names are taken when they are asked for: now, as in the training that was cut off.
    text.append(model.optimizer().name()).append('\n').append(config(model));
    return Sha256.hex(text.toString());
  }

  /** Own layers, losses and metrics need no config, and lambdas have none. */
  private static String config(Model model) {
    try {
      return model.toJson();
    } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
      return model.summaryText() + compileConfig(model);
    }
  }

  private static String compileConfig(Model model) {
    try {
      return String.valueOf(model.getCompileConfig());
    } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
      return "";
    }
  }
}
