package org.keras4j.tuner;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;

/** A callback that a search adds to each training. What it has to know, the search keeps. */
abstract class TrialCallback extends Callback {
  @Override
  protected Map<String, @Nullable Object> saveState() {
    return Map.of();
  }
}
