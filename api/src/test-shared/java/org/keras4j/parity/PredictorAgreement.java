package org.keras4j.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.keras4j.layers.Layer;
import org.keras4j.Model;
import org.keras4j.Predictor;
import org.keras4j.ndarray.Shape;
import org.keras4j.layers.Activation;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.ReLU;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/**
 * A predictor computes what {@code predict} does: alone and among other layers, as TensorFlow joins
 * operations with their neighbours when weights are constants; for batches and single samples; with
 * sizes that are known beforehand and with others.
 */
public final class PredictorAgreement {

  private static final double TOLERANCE = 1e-5;

  private PredictorAgreement() {}

  /** Fails if they differ. */
  public static void check(LayerExample example) {
    check(example, example.shapes(), List.of(), List.of());
    check(example, example.shapes(), List.of(new Dropout(0.3)), List.of(new ReLU()));
    if (example.dtype() == DType.FLOAT32) {
      check(example, example.shapes(), List.of(new ReLU()), List.of(new Activation("tanh")));
    }
    if (example.unknown() != null) {
      check(example, example.unknown(), List.of(), List.of());
      check(example, example.unknown(), List.of(new Dropout(0.3)), List.of(new ReLU()));
    }
  }

  private static void check(
      LayerExample example, List<Shape> inputs, List<Layer> before, List<Layer> after) {
    String where = example.name() + " of " + inputs + " between " + before + " and " + after;
    try (Model model = example.model(inputs, before, after);
        Predictor predictor = model.predictor()) {
      for (int n : new int[] {1, 3}) {
        List<NDArray> x = example.samples(n);
        List<NDArray> expected = model.predictOnBatch(x);
        List<NDArray> got = predictor.predict(x);
        for (int i = 0; i < expected.size(); i++) {
          assertEquals(expected.get(i).dtype(), got.get(i).dtype(), where);
          Close.assertClose(where, expected.get(i), got.get(i), TOLERANCE, TOLERANCE);
        }
        if (n == 1 && takesSingleSamples(model, expected.get(0))) {
          float[] single = predictor.predict(x.get(0).toFloatArray());
          assertArrayEquals(expected.get(0).toFloatArray(), single, (float) TOLERANCE, where);
        }
      }
    }
  }

  private static boolean takesSingleSamples(Model model, NDArray output) {
    return model.inputs().size() == 1
        && model.inputs().get(0).dtype() == DType.FLOAT32
        && output.dtype() == DType.FLOAT32
        && model.inputShape().dropBatch().isFullyKnown()
        && model.outputShape().withBatch(1).equals(output.shape()); // not so for RandomCrop
  }
}
