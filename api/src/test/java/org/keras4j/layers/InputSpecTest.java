package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.core.CallContext;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What layers demand of inputs, at the first call and at all later ones. */
class InputSpecTest {

  private static void refused(Executable wrong, String... inMessage) {
    String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
    for (String part : inMessage) {
      assertTrue(message.contains(part), message);
    }
  }

  private static Arguments layer(Layer layer, List<Long> built, List<Long> other, String part) {
    return Arguments.of(layer, built, other, part);
  }

  /** A layer, a sample it is built for, one that it then cannot take, and what it expected. */
  static Stream<Arguments> layers() {
    List<Long> image = List.of(5L, 5L, 4L);
    List<Long> wider = List.of(5L, 5L, 8L);
    List<Long> steps = List.of(5L, 2L);
    List<Long> more = List.of(5L, 4L);
    String last = "last dimension is ";
    return Stream.of(
        layer(new Dense(3), List.of(3L), List.of(6L), last + 3),
        layer(new Dense(3), List.of(2L, 3L), List.of(2L, 1L), last + 3),
        layer(new Conv1D(4, 3), steps, more, last + 2),
        layer(new Conv2D(4, 3), image, wider, last + 4),
        layer(new Conv2D(4, 3).groups(2), image, wider, last + 4),
        layer(
            new Conv2D(4, 2).dataFormat("channels_first"),
            List.of(3L, 5L, 5L),
            List.of(6L, 5L, 5L),
            "axis 1 is 3"),
        layer(new DepthwiseConv1D(3), steps, more, last + 2),
        layer(new DepthwiseConv2D(3), image, wider, last + 4),
        layer(new SeparableConv1D(4, 3), steps, more, last + 2),
        layer(new SeparableConv2D(4, 3), image, wider, last + 4),
        layer(new Conv1DTranspose(4, 3), steps, more, last + 2),
        layer(new Conv2DTranspose(4, 3), image, wider, last + 4),
        layer(new BatchNormalization(), image, wider, last + 4),
        layer(new BatchNormalization(), image, List.of(5L, 5L, 1L), last + 4),
        layer(new BatchNormalization(), List.of(1L), List.of(6L), last + 1),
        layer(new BatchNormalization(), List.of(4L), List.of(2L, 4L), "rank 2"),
        layer(new BatchNormalization().axis(1), List.of(3L, 4L), List.of(4L, 4L), "axis 1 is 3"),
        layer(new LayerNormalization(), List.of(3L), List.of(4L), last + 3),
        layer(new LayerNormalization(), List.of(3L), List.of(1L), last + 3),
        layer(new LayerNormalization().axis(1, 2), List.of(3L, 4L), List.of(2L, 4L), "axis 1 is 3"),
        layer(new PReLU(), List.of(3L, 4L), List.of(3L, 1L), "axis 2 is 4"),
        layer(new PReLU().sharedAxes(1), List.of(3L, 4L), List.of(5L, 5L), "axis 2 is 4"),
        layer(new PReLU(), List.of(4L), List.of(3L, 4L), "rank 2"));
  }

  private static long[] dims(List<Long> dims) {
    return dims.stream().mapToLong(d -> d).toArray();
  }

  private static NDArray data(List<Long> dims) {
    return NDArray.ones(Shape.of(dims(dims)).prepend(2).asArray());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theSizesThatALayerWasBuiltForHoldAtEveryCall(
      Layer layer, List<Long> built, List<Long> other, String part) {
    layer.apply(Input.of(dims(built)));
    assertDoesNotThrow(() -> layer.apply(data(built)));
    String[] parts = {layer.name(), part, "received shape ("};
    refused(() -> layer.apply(data(other)), parts);
    refused(() -> layer.apply(data(other), true), parts);
    refused(() -> layer.apply(Input.of(dims(other))), parts);
    var in = Input.of(dims(other));
    refused(() -> new Model(in, layer.apply(new Activation("linear").apply(in))), parts);
    long[] unknown = new long[built.size()];
    Arrays.fill(unknown, Shape.UNKNOWN);
    refused(() -> layer.apply(Input.of(unknown)), layer.name(), "dimension");
    var m = Sequential.of(Input.of(dims(built)), layer);
    refused(() -> m.apply(data(other)), "received shape");
    refused(() -> m.apply(Input.of(dims(other))), "received shape");
  }

  @Test
  void layersWithoutWeightsTakeAnySize() {
    var l = new LayerNormalization().center(false).scale(false);
    l.apply(Input.of(3));
    assertEquals(Shape.of(-1, 4), l.apply(Input.of(4)).shape());
    var p = new PReLU().sharedAxes(1);
    p.apply(Input.of(3, 4));
    assertEquals(Shape.of(-1, 5, 4), p.apply(Input.of(5, 4)).shape());
  }

  @Test
  void aSharedConvolutionIsNotTrainedOnOtherChannels() {
    var a = Input.of(5, 5, 3);
    var b = Input.of(5, 5, 6);
    var shared = new Conv2D(2, 3);
    shared.apply(a);
    refused(() -> shared.apply(b), "last dimension is 3", "(None, 5, 5, 6)");
  }

  @Test
  void aModelChecksItsInputsToo() {
    var in = Input.of(8, 8, 1);
    var m = new Model(in, new GlobalMaxPooling2D().apply(in));
    refused(() -> m.apply(Input.of(8, 9, 1)), "axis 2 is 8", "(None, 8, 9, 1)");
    refused(() -> m.apply(NDArray.ones(1, 8, 8, 3)), "axis 3 is 1");
    assertEquals(Shape.of(-1, 1), m.apply(Input.of(-1, -1, 1)).shape());
    var s = Sequential.of(Input.of(8, 8, 1), new Conv2D(2, 3), new GlobalMaxPooling2D());
    assertEquals(Shape.of(1, 2), s.apply(NDArray.ones(1, 9, 9, 1)).shape());
    refused(() -> s.apply(NDArray.ones(1, 9, 9, 3)), "last dimension is 1");
    refused(() -> s.apply(NDArray.ones(1, 9)), "rank 4");
    m.close();
    s.close();
  }

  @Test
  void ownLayersNameRanksAndAxes() {
    class Mine extends Layer {
      @Override
      protected InputSpec inputSpec() {
        return InputSpec.ofMinRank(2).withMaxRank(3).withAxis(1, 4);
      }

      @Override
      protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
        return x;
      }
    }
    assertEquals(Shape.of(-1, 4, 7), new Mine().apply(Input.of(4, 7)).shape());
    refused(() -> new Mine().apply(Input.of(4, 7, 1)), "rank 3 or less");
    refused(() -> new Mine().apply(Input.of()), "rank 2 or more");
    refused(() -> new Mine().apply(Input.of(5, 7)), "axis 1 is 4");
  }
}
