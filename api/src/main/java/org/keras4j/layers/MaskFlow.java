package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;

/** How masks go through one call of a layer, from its inputs to its outputs. */
final class MaskFlow {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  /** Whether a class says how masks go through it. */
  private static final ClassValue<Boolean> COMPUTES =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          for (Class<?> c = type; c != null && c != Layer.class; c = c.getSuperclass()) {
            for (var method : c.getDeclaredMethods()) {
              if (method.getName().equals("computeMask") && !method.isBridge()) {
                return true;
              }
            }
          }
          return false;
        }
      };

  private MaskFlow() {}

  static boolean isComputedBy(Class<? extends Layer> type) {
    return COMPUTES.get(type);
  }

  /** Returns the mask of each input, null where all counts; an empty list if there is none. */
  static List<@Nullable Operand<TBool>> of(List<Operand<?>> inputs, CallContext context) {
    List<@Nullable Operand<TBool>> masks = new ArrayList<>();
    inputs.forEach(x -> masks.add(context.mask(x)));
    return masks.stream().allMatch(Objects::isNull) ? List.of() : masks;
  }

  /**
   * Gives the outputs their masks, unless they have some already: a layer that returns its input
   * returns the mask with it.
   *
   * @param masks of the inputs; see {@link #of}
   */
  static void pass(
      Layer layer,
      Ops tf,
      List<Operand<?>> inputs,
      List<@Nullable Operand<TBool>> masks,
      List<Operand<?>> outputs,
      CallContext context) {
    if (!layer.supportsMasking()) {
      if (!masks.isEmpty() && layer.caller().isFirstMaskLost()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} does not support masks, so the mask of its input ends here: the layers behind it,"
                + " the loss and the metrics count what was masked",
            layer.describe());
      }
      return;
    }
    if (outputs.stream().allMatch(y -> context.mask(y) != null)) {
      return;
    }
    List<@Nullable Operand<TBool>> all =
        masks.isEmpty() ? Collections.nCopies(inputs.size(), null) : masks;
    List<@Nullable Operand<TBool>> computed = layer.computeMask(tf, inputs, all);
    for (int i = 0; i < Math.min(outputs.size(), computed.size()); i++) {
      Operand<TBool> mask = computed.get(i);
      if (mask != null && context.mask(outputs.get(i)) == null) {
        context.setMask(outputs.get(i), mask);
      }
    }
  }
}
