package org.keras4j.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.Variable;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;

/**
 * One subgraph, ready to run: what is fed, the gate behind which all its updates stand, what is
 * fetched.
 *
 * @param feeds placeholders in the order of {@link BatchSpec#all()}
 * @param gate runs everything the step does, or null if it only computes
 * @param fetches values to return
 * @param written variables that change
 */
record Step(
    List<? extends Output<?>> feeds,
    @Nullable Operation gate,
    List<? extends Output<?>> fetches,
    List<Variable> written) {

  /** Runs the step; the caller closes the result. */
  Result run(Session session, List<Tensor> tensors) {
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
    return runner.run();
  }
}
