package org.keras4j.benchmarks;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * The same training steps written by hand in plain TensorFlow Java, as the floor for ours: {@code
 * RawTensorFlow NAME IMAGES.npz [POLICY]}.
 */
public final class RawTensorFlow implements AutoCloseable {

  private final Graph owner = new Graph();
  private final Session session;
  private final RawGraph graph;
  private final TrainingSize size;
  private final TFloat32 x;
  private final TFloat32 y;
  private final float[] pixels;
  private final float[] classes;
  private final float[] xs;
  private final float[] ys;
  private final int[] order;
  private final SplittableRandom random = new SplittableRandom(1);
  private int position;
  private RunOptions options = RunOptions.getDefaultInstance();

  /** Builds the step of a workload and the values of its variables. */
  RawTensorFlow(String workload, boolean half, Images images) {
    session = new Session(owner, settings(half));
    graph = new RawGraph(owner, workload);
    for (Op i : graph.initializers) {
      session.run(i);
    }
    size = TrainingSize.of(workload);
    int batch = size.batch();
    x = Tensor.of(TFloat32.class, Shape.of(batch, 28, 28, 1));
    y = Tensor.of(TFloat32.class, Shape.of(batch, 10));
    xs = new float[batch * 784];
    ys = new float[batch * 10];
    pixels = images.x().toFloatArray();
    classes = images.y().toFloatArray();
    order = new int[size.images()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    position = order.length;
  }

  /** Runs a workload and prints its figures. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    boolean half = args.length > 2 && args[2].equals("mixed_bfloat16");
    try (var raw = new RawTensorFlow(args[0], half, Images.read(Path.of(args[1])))) {
      TrainingSize size = TrainingSize.of(args[0]);
      raw.warmUp();
      Figures f = new Figures();
      f.putEpoch(size, Figures.time(TrainingSize.TIMED, () -> raw.steps(size.steps())));
      f.put("inline", raw.inline()).put("versions", Machine.javaVersions()).print();
    }
  }

  private static ConfigProto settings(boolean half) {
    RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
    if (half) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return ConfigProto.newBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }

  /** Runs until compilers are done, and decides where operations run. */
  void warmUp() {
    steps(size.warmUp() * size.steps());
    RunOptions pool = RunOptions.getDefaultInstance();
    RunOptions inline = RunOptions.newBuilder().setInterOpThreadPool(-1).build();
    int steps = Math.min(size.steps(), 50_000 / size.batch() / size.batch() + 5);
    double[] seconds = new double[2];
    for (int i = 0; i < 2; i++) {
      options = i == 0 ? pool : inline;
      seconds[i] = Figures.time(3, () -> steps(steps));
    }
    options = seconds[0] <= seconds[1] ? pool : inline;
  }

  /** Returns whether operations run in the calling thread. */
  boolean inline() {
    return options.getInterOpThreadPool() == -1;
  }

  /** Trains, shuffling at the end of each epoch. */
  void steps(int n) {
    for (int i = 0; i < n; i++) {
      step();
    }
  }

  private void step() {
    int batch = size.batch();
    if (position == order.length) {
      shuffle();
      position = 0;
    }
    for (int i = 0; i < batch; i++) {
      System.arraycopy(pixels, order[position + i] * 784, xs, i * 784, 784);
      System.arraycopy(classes, order[position + i] * 10, ys, i * 10, 10);
    }
    position += batch;
    x.asRawTensor().data().asFloats().write(xs);
    y.asRawTensor().data().asFloats().write(ys);
    session
        .runner()
        .setOptions(options)
        .feed(graph.x, x)
        .feed(graph.y, y)
        .addTarget(graph.step)
        .run()
        .close();
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int t = order[i];
      order[i] = order[j];
      order[j] = t;
    }
  }

  @Override
  public void close() {
    x.close();
    y.close();
    session.close();
    owner.close();
  }
}
