package org.keras4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.Layer;
import org.keras4j.layers.NoiseLayer;
import org.keras4j.layers.Softmax;

/**
 * The arguments of a layer's call that Keras writes beside the tensors: whether it trains, and the
 * mask. Keras also notes the mode that is the default of {@code call}, and that there is no mask,
 * but only if the arguments are one tensor that need not be converted.
 */
final class CallArguments {

  private static final String TRAINING = "training";
  private static final String MASK = "mask";

  private CallArguments() {}

  /**
   * Returns the arguments of a call.
   *
   * @param training the mode that was given, or null
   * @param converted whether Keras has to convert the inputs
   * @param noMask null for each input, in the form in which the layer gets them
   */
  static Map<String, @Nullable Object> of(
      Layer layer, @Nullable Boolean training, boolean converted, @Nullable Object noMask) {
    boolean notes = FunctionalWriter.isFunctional(layer) || isImageLayer(layer);
    boolean plain = notes || (training == null && !converted);
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    Boolean mode = training != null ? training : plain ? defaultMode(layer) : null;
    if (mode != null) {
      written.put(TRAINING, mode);
    }
    if (plain && takesMask(layer)) {
      written.put(MASK, noMask);
    }
    return written;
  }

  /** They take the pixels as they are. */
  private static boolean isImageLayer(Layer layer) {
    return LayerAccess.get().trainingByDefault(layer);
  }

  /** Returns the mode that Keras notes for a call without one, or null. */
  static @Nullable Boolean defaultMode(Layer layer) {
    if (layer instanceof NoiseLayer) {
      return false;
    }
    return isImageLayer(layer) ? Boolean.TRUE : null;
  }

  private static boolean takesMask(Layer layer) {
    return layer instanceof Model
        || layer instanceof BatchNormalization
        || layer instanceof GlobalAveragePooling1D
        || layer instanceof Softmax;
  }
}
