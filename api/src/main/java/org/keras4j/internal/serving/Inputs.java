package org.keras4j.internal.serving;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.core.Signature;
import org.keras4j.core.Signature.TensorInfo;
import org.keras4j.internal.Names;
import org.keras4j.internal.engine.LastAxis;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Brings what callers of a predictor give into the form that its graph takes, or refuses it. */
public final class Inputs {

  private final Signature signature;
  private final boolean singleFloats;
  private final int inputLength;
  private final int outputLength;

  /** Makes the checks for a graph. */
  public Inputs(Signature signature) {
    this.signature = signature;
    TensorInfo input = signature.inputs().get(0);
    TensorInfo output = signature.outputs().get(0);
    singleFloats =
        signature.inputs().size() == 1
            && input.dtype() == DType.FLOAT32
            && output.dtype() == DType.FLOAT32;
    inputLength = length(input);
    outputLength = length(output);
  }

  /** Returns the elements of a sample, or -1 if their number is open or there are no samples. */
  private static int length(TensorInfo tensor) {
    if (tensor.shape().rank() == 0) {
      return -1;
    }
    Shape sample = tensor.shape().dropBatch();
    return sample.isFullyKnown() ? (int) Math.min(sample.size(), Integer.MAX_VALUE) : -1;
  }

  /**
   * Returns a batch, checked and of the types that the inputs have.
   *
   * @throws IllegalArgumentException if number or shapes of the arrays are not those of the inputs,
   *     or there are no samples
   */
  public List<NDArray> batch(List<NDArray> arrays) {
    List<TensorInfo> inputs = signature.inputs();
    if (arrays.size() != inputs.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d %s %s; received %d %s",
              model(),
              inputs.size(),
              inputs.size() == 1 ? "input" : "inputs",
              signature.inputNames(),
              arrays.size(),
              arrays.size() == 1 ? "array" : "arrays"));
    }
    List<NDArray> batch = new ArrayList<>(arrays.size());
    for (int i = 0; i < arrays.size(); i++) {
      batch.add(checked(inputs.get(i), arrays.get(i)));
    }
    for (int i = 1; i < batch.size(); i++) {
      if (batch.get(i).length() != batch.get(0).length()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: all inputs must have the same number of samples; received %d for '%s', %d for '%s'",
                model(),
                batch.get(0).length(),
                inputs.get(0).name(),
                batch.get(i).length(),
                inputs.get(i).name()));
      }
    }
    return batch;
  }

  private NDArray checked(TensorInfo input, NDArray given) {
    NDArray array = LastAxis.adapt(given, input.shape());
    Shape got = given.shape();
    Shape expected = input.shape().withBatch(Shape.UNKNOWN);
    if (!expected.isCompatibleWith(array.shape())) {
      boolean isSample = expected.dropBatch().isCompatibleWith(got);
      throw new IllegalArgumentException(
          model()
              + " expects an array of shape "
              + expected
              + " for input '"
              + input.name()
              + "'; received "
              + got
              + (isSample ? ", which is one sample: use predictOne" : ""));
    }
    if (got.get(0) == 0) {
      throw new IllegalArgumentException(
          model()
              + ": the batch has no samples; received an array of shape "
              + got
              + " for input '"
              + input.name()
              + "'");
    }
    return array.asType(input.dtype());
  }

  /** Returns arrays given by name in the order of the inputs. */
  public List<NDArray> inOrder(Map<String, NDArray> arrays) {
    return Names.inOrder(
        "input of model '" + signature.name() + "'", "array", arrays, signature.inputNames());
  }

  /**
   * Returns the one input of the graph.
   *
   * @param given what was given for it, for the message
   * @throws IllegalArgumentException if there are several
   */
  public TensorInfo only(String given) {
    if (signature.inputs().size() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d inputs %s; received %s for one: use predict with a list or by name",
              model(),
              signature.inputs().size(),
              signature.inputNames(),
              given));
    }
    return signature.inputs().get(0);
  }

  /**
   * Returns a batch that was given as a Java array, whose element type says what was meant.
   *
   * @throws IllegalArgumentException if fractions are given to an input of whole numbers
   */
  public NDArray typed(Supplier<NDArray> batch) {
    TensorInfo input = only("one Java array");
    NDArray array;
    try {
      array = batch.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          model()
              + " expects an array of shape "
              + input.shape()
              + " for input '"
              + input.name()
              + "': "
              + e.getMessage(),
          e);
    }
    requireFractions(input, array.dtype());
    return array;
  }

  private void requireFractions(TensorInfo input, DType given) {
    if (given.isFloating() && !input.dtype().isFloating()) {
      throw new IllegalArgumentException(
          model()
              + " expects elements of type "
              + input.dtype()
              + " for input '"
              + input.name()
              + "'; received "
              + given
              + ". Give whole numbers, or an NDArray with asType(DType."
              + input.dtype().name()
              + ")");
    }
  }

  /** Returns one sample as a batch of one. */
  public NDArray one(NDArray sample) {
    TensorInfo input = only("one array");
    Shape expected = input.shape().dropBatch();
    NDArray adapted = LastAxis.adapt(sample, expected);
    if (!expected.isCompatibleWith(adapted.shape())) {
      boolean isBatch = input.shape().withBatch(Shape.UNKNOWN).isCompatibleWith(sample.shape());
      throw new IllegalArgumentException(
          model()
              + " expects one sample of shape "
              + expected
              + " for input '"
              + input.name()
              + "'; received "
              + sample.shape()
              + (isBatch ? ", which is a batch: use predict" : ""));
    }
    return adapted.expandDims(0);
  }

  /** Returns the output of the one sample without the batch dimension. */
  public NDArray oneOutput(NDArray output) {
    if (output.rank() == 0 || output.length() != 1) {
      throw new IllegalStateException(
          model()
              + " expects one output for one sample; the model has computed an array of shape "
              + output.shape()
              + ", so a layer changes the number of samples. Use predict with arrays");
    }
    return output.get(0);
  }

  /**
   * Returns the samples in a buffer, from its position to its limit, which stay as they are.
   *
   * @throws IllegalArgumentException if it ends within a sample or is empty, or the size of a
   *     sample is open
   */
  public NDArray rows(FloatBuffer samples) {
    TensorInfo input = only("one buffer");
    requireFractions(input, DType.FLOAT32);
    int width = known(inputLength, input, "input");
    int given = samples.remaining();
    if (given == 0 || width == 0 || given % width != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s expects samples of %d elements, shape %s, for input '%s'; received a buffer with %d"
                  + " elements, which is not a multiple",
              model(),
              width,
              input.shape().dropBatch(),
              input.name(),
              given));
    }
    float[] values = new float[given];
    samples.duplicate().get(values);
    return NDArray.wrap(values, input.shape().withBatch(given / width).asArray());
  }

  /** Checks the length of a single sample that is given as floats, and that it can be. */
  public void sample(int length) {
    if (singleFloats && length == inputLength) {
      return;
    }
    TensorInfo input = only("one sample as floats");
    requireSingleFloats(input, signature.outputs().get(0));
    throw wrongLength("for input", input, known(inputLength, input, "input"), length);
  }

  /** Checks the length of the array where the first output is to go. */
  public void result(int length) {
    int expected = resultLength();
    if (length != expected) {
      throw wrongLength("in the result, for output", signature.outputs().get(0), expected, length);
    }
  }

  /** Returns the number of elements that the first output has for a sample. */
  public int resultLength() {
    return known(outputLength, signature.outputs().get(0), "output");
  }

  private void requireSingleFloats(TensorInfo input, TensorInfo output) {
    if (!singleFloats) {
      throw new IllegalArgumentException(
          model()
              + " has other elements than floats: input '"
              + input.name()
              + "' "
              + input.dtype()
              + ", output '"
              + output.name()
              + "' "
              + output.dtype()
              + "; use predict with arrays");
    }
  }

  private IllegalArgumentException wrongLength(
      String where, TensorInfo tensor, int expected, int length) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s expects %s '%s' one sample of shape %s, %d elements; received %d",
            model(),
            where,
            tensor.name(),
            tensor.shape().dropBatch(),
            expected,
            length));
  }

  private int known(int length, TensorInfo tensor, String kind) {
    if (length < 0) {
      throw new IllegalArgumentException(
          model()
              + ": the size of one sample is unknown, as "
              + kind
              + " '"
              + tensor.name()
              + "' has shape "
              + tensor.shape()
              + "; use predict with arrays");
    }
    return length;
  }

  private String model() {
    return "Predictor of model '" + signature.name() + "'";
  }
}
