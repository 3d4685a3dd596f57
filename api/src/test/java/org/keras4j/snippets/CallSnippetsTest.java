package org.keras4j.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The code about masks and layers made of layers in the Javadoc. */
class CallSnippetsTest {

  private final NDArray x = NDArray.zeros(DType.INT32, 8, 20);
  private final NDArray y = NDArray.zeros(8, 1);

  @Test
  void masks() {
    // snippet: masks
    try (var model =
        Sequential.of(
            Input.of(DType.INT32, 20),
            new Embedding(1000, 16).maskZero(true),
            new Dense(8).activation("relu"),
            new GlobalAveragePooling1D(),
            new Dense(1).activation("sigmoid"))) {
      model.compile(c -> c.loss("binary_crossentropy").metrics("accuracy"));
      model.fit(x.add(1), y, o -> o.epochs(1));
    }
    // end snippet
  }

  @SuppressWarnings("MissingOverride") // shown in Javadoc as it is
  // snippet: mask-layer
  static class Masked extends Layer {

    public boolean supportsMasking() {
      return true;
    }

    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      Operand<TBool> mask = context.mask(x);
      if (mask == null) {
        return x;
      }
      return tf.select(tf.expandDims(mask, tf.constant(-1)), x, tf.zerosLike(x));
    }

    protected void config(Config c) {}
  }

  // end snippet

  @SuppressWarnings("MissingOverride") // shown in Javadoc as it is
  // snippet: layer-of-layers
  static class Residual extends Layer {
    private final Dense wide = track("wide", new Dense(64).activation("relu"));
    private final Dense back = track("back", new Dense(16));
    private final Dropout dropout = track("dropout", new Dropout(0.1));

    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      Operand<TFloat32> h = back.apply(tf, wide.apply(tf, x, context), context);
      return tf.math.add(x, dropout.apply(tf, h, context));
    }

    protected void config(Config c) {}
  }

  // end snippet

  @Test
  void layers() {
    try (var model = Sequential.of(Input.of(20, 16), new Masked(), new Residual())) {
      assertEquals(4, model.weights().size());
      assertEquals(Shape.of(Shape.UNKNOWN, 20, 16), model.outputShape());
    }
  }
}
