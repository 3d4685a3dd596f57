package org.keras4j.internal.graph;

import java.util.concurrent.FutureTask;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** How sessions are configured: decided here once, by measuring, so that users need no flags. */
public final class SessionSettings {

  private SessionSettings() {}

  /**
   * Initialises the classes of protocol buffers, which takes some 0.2 s, in a thread of its own
   * while the library is loaded. They know nothing of native code, and none of them waits for one
   * that waits for it, so whoever needs them meanwhile waits for this thread and goes on.
   */
  static void prepare() {
    // A task keeps an error for itself: who needs the classes next gets the same one.
    FutureTask<ConfigProto> task = new FutureTask<>(() -> forModel().build());
    Thread thread = new Thread(task, "keras4j-settings");
    thread.setDaemon(true);
    thread.start();
  }

  /** For graphs that run once: without the optimizer, which costs more than it saves there. */
  static ConfigProto plain() {
    GraphOptions.Builder graph =
        GraphOptions.newBuilder()
            .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true));
    return Threads.apply(base().setGraphOptions(graph)).build();
  }

  /** For models. */
  public static ConfigProto model() {
    ConfigProto.Builder settings = Threads.apply(forModel());
    if (CudaSearch.isPointless()) {
      rewriteOnce(settings.getGraphOptionsBuilder().getRewriteOptionsBuilder());
    }
    return settings.build();
  }

  /**
   * Leaves out rewriting that finds nothing in a model on a CPU, apart from a constant that is
   * equal to another: the second round, what saves a GPU's memory, what looks into functions.
   * TensorFlow rewrites the graph for each selection of values anew, which takes most of the time
   * of a model's first step and of the first reading of its weights. On a GPU the first round
   * changes layouts, so there the second may have something to do.
   */
  private static void rewriteOnce(RewriterConfig.Builder rewriter) {
    rewriter
        .setMetaOptimizerIterations(RewriterConfig.NumIterationsType.ONE)
        .setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT)
        .setDisableTfgOptimizer(true);
  }

  private static ConfigProto.Builder forModel() {
    return base()
        .setGraphOptions(
            GraphOptions.newBuilder().setRewriteOptions(RewriterConfig.getDefaultInstance()));
  }

  private static ConfigProto.Builder base() {
    // A session must not take the whole GPU: several models and Python may share it.
    return ConfigProto.newBuilder()
        .setAllowSoftPlacement(true)
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
  }
}
