package org.keras4j.internal.engine;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** How sessions are configured: decided here once, by measuring, so that users need no flags. */
final class SessionSettings {

  /** Computes in bfloat16 even where that is slower: to see what it does to a model's accuracy. */
  private static final String EMULATE = "keras4j.emulateBfloat16";

  private SessionSettings() {}

  /** For graphs that run once: without the optimizer, which costs more than it saves there. */
  static ConfigProto plain() {
    return base()
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
        .build();
  }

  /** For models. */
  static ConfigProto model(boolean bfloat16) {
    RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
    if (bfloat16 && (Processor.mayGainFromBfloat16() || Boolean.getBoolean(EMULATE))) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return base().setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter)).build();
  }

  private static ConfigProto.Builder base() {
    // A session must not take the whole GPU: several models and Python may share it.
    return ConfigProto.newBuilder()
        .setAllowSoftPlacement(true)
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
  }
}
