package org.keras4j.framework;

import org.keras4j.ndarray.Shape;
import org.tensorflow.framework.initializers.Glorot;
import org.tensorflow.framework.initializers.He;
import org.tensorflow.framework.initializers.Identity;
import org.tensorflow.framework.initializers.Initializer;
import org.tensorflow.framework.initializers.LeCun;
import org.tensorflow.framework.initializers.Orthogonal;
import org.tensorflow.framework.initializers.VarianceScaling;

/** Shapes for which the framework's initializers compute something wrong, or nothing at all. */
final class InitializerShapes {

  private InitializerShapes() {}

  static void check(Initializer<?> initializer, Shape shape) {
    if (initializer instanceof VarianceScaling && shape.rank() > 2 && shape.get(-2) != 1) {
      // Its receptive field is the product of all axes but the last, instead of the last two.
      throw refused(
          initializer,
          shape,
          "counts the input channels of a kernel of convolution twice, so that the values come out"
              + " too small",
          ours(initializer, "Normal"));
    }
    if (initializer instanceof Orthogonal && (shape.rank() != 2 || shape.get(0) < shape.get(1))) {
      throw refused(
          initializer,
          shape,
          "makes matrices only, with no more columns than rows",
          "org.keras4j.initializers.Orthogonal");
    }
    if (initializer instanceof Identity && shape.rank() != 2) {
      throw refused(initializer, shape, "makes matrices only", "org.keras4j.initializers.Identity");
    }
  }

  /** Returns the name of our initializer with such a distribution. */
  static String ours(Initializer<?> initializer, String distribution) {
    String kind = "VarianceScaling";
    if (initializer instanceof Glorot) {
      kind = "Glorot" + distribution;
    } else if (initializer instanceof He) {
      kind = "He" + distribution;
    } else if (initializer instanceof LeCun) {
      kind = "Lecun" + distribution;
    }
    return kind + " of org.keras4j.initializers";
  }

  private static IllegalArgumentException refused(
      Initializer<?> initializer, Shape shape, String reason, String ours) {
    return new IllegalArgumentException(
        "Initializer "
            + initializer.getClass().getSimpleName()
            + " of tensorflow-framework cannot be used for a weight of shape "
            + shape
            + ": it "
            + reason
            + "; use "
            + ours);
  }
}
