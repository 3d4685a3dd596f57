package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** A training step written by hand in plain TensorFlow Java, with all we know makes it fast. */
final class RawGraph {

  final Operand<TFloat32> x;
  final Operand<TFloat32> y;
  final Op step;
  final List<Op> initializers = new ArrayList<>();

  private final Ops tf;
  private final Graph graph;
  private final List<Operand<? extends TType>> handles = new ArrayList<>();
  private final List<Output<?>> reads = new ArrayList<>();

  RawGraph(Graph graph, String workload) {
    this.graph = graph;
    tf = Ops.create(graph);
    x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 28, 28, 1)));
    y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 10)));
    Operand<TFloat32> images = workload.startsWith("cnnaug") ? RawAugmentation.of(tf, x) : x;
    Operand<TFloat32> logits = workload.startsWith("mlp") ? mlp(images) : cnn(images);
    Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(logits, y).loss();
    step = updates(tf.math.mean(losses, tf.constant(0)), logits);
  }

  private Operand<TFloat32> mlp(Operand<TFloat32> images) {
    Operand<TFloat32> h =
        tf.reshape(tf.math.mul(images, tf.constant(1f / 255)), tf.constant(new int[] {-1, 784}));
    return dense(tf.nn.relu(dense(h, 784, 800)), 800, 10);
  }

  private Operand<TFloat32> cnn(Operand<TFloat32> images) {
    Operand<TFloat32> h = tf.math.mul(images, tf.constant(1f / 255));
    // Pooling before relu is the same, on a quarter of the values.
    h = tf.nn.relu(maxPool(conv(h, 1, 64)));
    h = tf.nn.relu(maxPool(conv(h, 64, 128)));
    h = tf.nn.relu(dense(tf.reshape(h, tf.constant(new int[] {-1, 3200})), 3200, 800));
    Operand<TFloat32> keep =
        tf.dtypes.cast(
            tf.math.greaterEqual(
                tf.random.randomUniform(tf.shape(h), TFloat32.class), tf.constant(.5f)),
            TFloat32.class);
    h = tf.math.mul(tf.math.mul(h, tf.constant(2f)), keep);
    return dense(h, 800, 10);
  }

  private Operand<TFloat32> dense(Operand<TFloat32> input, long in, long out) {
    Operand<TFloat32> w = variable(Math.sqrt(6. / (in + out)), in, out);
    return tf.nn.biasAdd(tf.linalg.matMul(input, w), variable(0, out));
  }

  private Operand<TFloat32> conv(Operand<TFloat32> input, long in, long out) {
    Operand<TFloat32> w = variable(Math.sqrt(6. / (9 * (in + out))), 3, 3, in, out);
    return tf.nn.biasAdd(
        tf.nn.conv2d(input, w, List.of(1L, 1L, 1L, 1L), "VALID"), variable(0, out));
  }

  /** The first version of the operation: its gradient is several times faster than the second's. */
  private Operand<TFloat32> maxPool(Operand<TFloat32> input) {
    return tf.scope()
        .opBuilder("MaxPool", tf.scope().makeOpName("MaxPool"))
        .addInput(input.asOutput())
        .setAttr("ksize", new long[] {1, 2, 2, 1})
        .setAttr("strides", new long[] {1, 2, 2, 1})
        .setAttr("padding", "VALID")
        .build()
        .output(0);
  }

  private Operand<TFloat32> variable(double limit, long... shape) {
    Operand<? extends TType> handle = handle(shape);
    Operand<TFloat32> u =
        tf.random.statelessRandomUniform(
            tf.constant(shape), tf.constant(new long[] {handles.size(), 0}), TFloat32.class);
    Operand<TFloat32> value =
        tf.math.mul(tf.math.sub(u, tf.constant(.5f)), tf.constant((float) (2 * limit)));
    initializers.add(tf.assignVariableOp(handle, value));
    handles.add(handle);
    Operand<TFloat32> read = tf.readVariableOp(handle, TFloat32.class);
    reads.add(read.asOutput());
    return read;
  }

  private Operand<? extends TType> handle(long... shape) {
    return tf.varHandleOp(
        TFloat32.class, Shape.of(shape), VarHandleOp.sharedName(tf.scope().makeUnique("v")));
  }

  private Operand<? extends TType> zeros(Shape shape) {
    Operand<? extends TType> h = handle(shape.asArray());
    initializers.add(
        tf.assignVariableOp(h, tf.fill(tf.constant(shape.asArray()), tf.constant(0f))));
    return h;
  }

  /** Adam, a step counter, and sums of losses and hits. */
  private Op updates(Operand<TFloat32> loss, Operand<TFloat32> logits) {
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), reads.toArray(new Output<?>[0]));
    Operand<? extends TType> steps =
        tf.varHandleOp(TInt64.class, Shape.scalar(), VarHandleOp.sharedName("steps"));
    initializers.add(tf.assignVariableOp(steps, tf.constant(0L)));
    Operand<TInt64> before = tf.readVariableOp(steps, TInt64.class);
    Operand<TFloat32> t = tf.math.add(tf.dtypes.cast(before, TFloat32.class), tf.constant(1f));
    Operand<TFloat32> b1 = tf.constant(.9f);
    Operand<TFloat32> b2 = tf.constant(.999f);
    Operand<TFloat32> power1 = tf.math.pow(b1, t);
    Operand<TFloat32> power2 = tf.math.pow(b2, t);
    List<Op> ends = new ArrayList<>();
    for (int i = 0; i < handles.size(); i++) {
      Shape shape = reads.get(i).shape();
      @SuppressWarnings("unchecked")
      Operand<TFloat32> g = (Operand<TFloat32>) (Operand<?>) gradients[i];
      ends.add(
          tf.train.resourceApplyAdam(
              handles.get(i),
              zeros(shape),
              zeros(shape),
              power1,
              power2,
              tf.constant(.00168f),
              b1,
              b2,
              tf.constant(1e-7f),
              g));
    }
    ends.add(tf.withControlDependencies(before).assignAddVariableOp(steps, tf.constant(1L)));
    ends.add(tf.assignAddVariableOp(zeros(Shape.scalar()), loss));
    Operand<TFloat32> hits =
        tf.dtypes.cast(
            tf.math.equal(
                tf.math.argMax(logits, tf.constant(-1)), tf.math.argMax(y, tf.constant(-1))),
            TFloat32.class);
    ends.add(tf.assignAddVariableOp(zeros(Shape.scalar()), tf.math.mean(hits, tf.constant(0))));
    return tf.withControlDependencies(ends).noOp();
  }
}
