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
public final class RawTensorFlow {

  private final Session session;
  private final RawGraph graph;
  private final TrainingSize size;
  private final float[] pixels;
  private final float[] classes;
  private final int[] order;
  private final SplittableRandom random = new SplittableRandom(1);
  private RunOptions options = RunOptions.getDefaultInstance();

  private RawTensorFlow(Session session, RawGraph graph, TrainingSize size, Images images) {
    this.session = session;
    this.graph = graph;
    this.size = size;
    pixels = images.x().toFloatArray();
    classes = images.y().toFloatArray();
    order = new int[size.images()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /** Runs a workload and prints its figures. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    boolean half = args.length > 2 && args[2].equals("mixed_bfloat16");
    try (Graph graph = new Graph();
        Session session = new Session(graph, settings(half))) {
      RawGraph g = new RawGraph(graph, args[0]);
      for (Op i : g.initializers) {
        session.run(i);
      }
      TrainingSize size = TrainingSize.of(args[0]);
      Figures f = new Figures();
      new RawTensorFlow(session, g, size, Images.read(Path.of(args[1]))).train(f);
      f.put("versions", Machine.javaVersions()).print();
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

  private void train(Figures f) {
    int batch = size.batch();
    try (TFloat32 x = Tensor.of(TFloat32.class, Shape.of(batch, 28, 28, 1));
        TFloat32 y = Tensor.of(TFloat32.class, Shape.of(batch, 10))) {
      epoch(x, y, size.steps());
      options = fasterOptions(x, y);
      double s = Figures.time(TrainingSize.TIMED, () -> epoch(x, y, size.steps()));
      f.putEpoch(size, s).put("inline", options.getInterOpThreadPool() == -1);
    }
  }

  /** Tries whether small graphs run faster in the calling thread, as the library does. */
  private RunOptions fasterOptions(TFloat32 x, TFloat32 y) {
    RunOptions pool = RunOptions.getDefaultInstance();
    RunOptions inline = RunOptions.newBuilder().setInterOpThreadPool(-1).build();
    int steps = Math.min(size.steps(), 50_000 / size.batch() / size.batch() + 5);
    double[] seconds = new double[2];
    for (int i = 0; i < 2; i++) {
      options = i == 0 ? pool : inline;
      seconds[i] = Figures.time(3, () -> epoch(x, y, steps));
    }
    return seconds[0] <= seconds[1] ? pool : inline;
  }

  private void epoch(TFloat32 x, TFloat32 y, int steps) {
    int batch = size.batch();
    float[] xs = new float[batch * 784];
    float[] ys = new float[batch * 10];
    shuffle();
    for (int from = 0; from < steps * batch; from += batch) {
      for (int i = 0; i < batch; i++) {
        System.arraycopy(pixels, order[from + i] * 784, xs, i * 784, 784);
        System.arraycopy(classes, order[from + i] * 10, ys, i * 10, 10);
      }
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
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int t = order[i];
      order[i] = order[j];
      order[j] = t;
    }
  }
}
