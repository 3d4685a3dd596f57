package org.keras4j.internal.graph;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.engine.BatchSpec;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;

/**
 * One subgraph, ready to run: what is fed, the gate behind which all its updates stand, what is
 * fetched.
 *
 * @param feeds placeholders in the order of {@link BatchSpec#all()}
 * @param gate runs everything the step does, or null if it only computes
 * @param fetches values to return
 * @param written variables that change
 * @param pool where its operations run
 */
public record Step(
    List<? extends Output<?>> feeds,
    @Nullable Operation gate,
    List<? extends Output<?>> fetches,
    List<Variable> written,
    PoolChoice pool) {

  /** Makes a step that chooses how memory is pooled by itself. */
  public Step(
      List<? extends Output<?>> feeds,
      @Nullable Operation gate,
      List<? extends Output<?>> fetches,
      List<Variable> written) {
    this(feeds, gate, fetches, written, new PoolChoice());
  }

  /**
   * Returns outputs as they can be fetched. A layer that does nothing in inference returns its
   * input, and TensorFlow refuses to fetch what is fed, or the same twice.
   */
  public static List<Output<?>> fetchable(
      Ops tf, List<Operand<?>> outputs, List<? extends Operand<?>> feeds) {
    Set<Output<?>> taken = feeds.stream().map(Operand::asOutput).collect(Collectors.toSet());
    return outputs.stream()
        .<Output<?>>map(o -> taken.add(o.asOutput()) ? o.asOutput() : tf.identity(o).asOutput())
        .toList();
  }

  /** Runs the step; the caller closes the result. */
  public Result run(Session session, List<Tensor> tensors) {
    Session.Runner runner = session.runner();
    for (int i = 0; i < feeds.size(); i++) {
      runner.feed(feeds.get(i), tensors.get(i));
    }
    if (gate != null) {
      runner.addTarget(gate);
    }
    for (Output<?> f : fetches) {
      runner.fetch(f);
    }
    return pool.run(runner, tensors.isEmpty() ? 0 : tensors.get(0).numBytes());
  }
}
