package org.keras4j.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The same training steps written by hand in plain TensorFlow Java, as the floor for ours: {@code
 * RawTensorFlow NAME IMAGES.npz}. The augmented row has no augmentation here.
 */
public final class RawTensorFlow {

  private final Ops tf;
  private final Graph graph;
  private final List<Operand<? extends TType>> handles = new ArrayList<>();
  private final List<Output<?>> reads = new ArrayList<>();
  private final List<Op> initializers = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);

  private RawTensorFlow(Graph graph) {
    this.graph = graph;
    this.tf = Ops.create(graph);
  }

  /** Runs a workload and prints its figures. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    String name = args[0];
    Images images = Images.read(Path.of(args[1]));
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      new RawTensorFlow(graph).run(session, name, images);
    }
  }

  private void run(Session session, String name, Images images) {
    int batch = Workload.size(name)[0];
    int n = Workload.size(name)[1];
    Operand<TFloat32> x =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 28, 28, 1)));
    Operand<TFloat32> y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 10)));
    Operand<TFloat32> logits = name.startsWith("mlp") ? mlp(x) : cnn(x);
    Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(logits, y).loss();
    Operand<TFloat32> loss = tf.math.mean(losses, tf.constant(0));
    Op gate = updates(loss, logits, y);
    for (Op i : initializers) {
      session.run(i);
    }
    Figures f = new Figures().put("side", "raw").put("workload", name).put("policy", "float32");
    float[] pixels = images.x().toFloatArray();
    float[] classes = images.y().toFloatArray();
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    float[] xs = new float[batch * 784];
    float[] ys = new float[batch * 10];
    try (TFloat32 xt = Tensor.of(TFloat32.class, Shape.of(batch, 28, 28, 1));
        TFloat32 yt = Tensor.of(TFloat32.class, Shape.of(batch, 10))) {
      Runnable epoch =
          () -> {
            shuffle(order);
            for (int from = 0; from + batch <= n; from += batch) {
              for (int i = 0; i < batch; i++) {
                System.arraycopy(pixels, order[from + i] * 784, xs, i * 784, 784);
                System.arraycopy(classes, order[from + i] * 10, ys, i * 10, 10);
              }
              xt.asRawTensor().data().asFloats().write(xs);
              yt.asRawTensor().data().asFloats().write(ys);
              session.runner().feed(x, xt).feed(y, yt).addTarget(gate).run().close();
            }
          };
      epoch.run();
      double s = Figures.time(3, epoch);
      f.put("ms_per_step", 1e3 * s * batch / n).put("img_per_s", Math.round(n / s));
    }
    f.print();
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int t = order[i];
      order[i] = order[j];
      order[j] = t;
    }
  }

  private Operand<TFloat32> mlp(Operand<TFloat32> x) {
    Operand<TFloat32> h =
        tf.reshape(tf.math.mul(x, tf.constant(1f / 255)), tf.constant(new int[] {-1, 784}));
    return dense(tf.nn.relu(dense(h, 784, 800)), 800, 10);
  }

  private Operand<TFloat32> cnn(Operand<TFloat32> x) {
    Operand<TFloat32> h = tf.math.mul(x, tf.constant(1f / 255));
    h = maxPool(tf.nn.relu(conv(h, 1, 64)));
    h = maxPool(tf.nn.relu(conv(h, 64, 128)));
    h = tf.nn.relu(dense(tf.reshape(h, tf.constant(new int[] {-1, 3200})), 3200, 800));
    Operand<TFloat32> keep =
        tf.dtypes.cast(
            tf.math.greaterEqual(
                tf.random.randomUniform(tf.shape(h), TFloat32.class), tf.constant(.5f)),
            TFloat32.class);
    h = tf.math.mul(tf.math.mul(h, tf.constant(2f)), keep);
    return dense(h, 800, 10);
  }

  private Operand<TFloat32> dense(Operand<TFloat32> x, long in, long out) {
    Operand<TFloat32> w = variable(Math.sqrt(6. / (in + out)), in, out);
    return tf.nn.biasAdd(tf.linalg.matMul(x, w), variable(0, out));
  }

  private Operand<TFloat32> conv(Operand<TFloat32> x, long in, long out) {
    Operand<TFloat32> w = variable(Math.sqrt(6. / (9 * (in + out))), 3, 3, in, out);
    Operand<TFloat32> y = tf.nn.conv2d(x, w, List.of(1L, 1L, 1L, 1L), "VALID");
    return tf.nn.biasAdd(y, variable(0, out));
  }

  /** The first version of the operation: its gradient is several times faster than the second's. */
  private Operand<TFloat32> maxPool(Operand<TFloat32> x) {
    return tf.scope()
        .opBuilder("MaxPool", tf.scope().makeOpName("MaxPool"))
        .addInput(x.asOutput())
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
  private Op updates(Operand<TFloat32> loss, Operand<TFloat32> logits, Operand<TFloat32> y) {
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), reads.toArray(new Output<?>[0]));
    Operand<? extends TType> steps =
        tf.varHandleOp(TInt64.class, Shape.scalar(), VarHandleOp.sharedName("steps"));
    initializers.add(tf.assignVariableOp(steps, tf.constant(0L)));
    Operand<TInt64> before = tf.readVariableOp(steps, TInt64.class);
    Operand<TFloat32> t = tf.math.add(tf.dtypes.cast(before, TFloat32.class), tf.constant(1f));
    Operand<TFloat32> b1 = tf.constant(.9f);
    Operand<TFloat32> b2 = tf.constant(.999f);
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
              tf.math.pow(b1, t),
              tf.math.pow(b2, t),
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
