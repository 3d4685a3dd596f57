package org.keras4j.internal.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.graph.Step;

/**
 * The steps of one kind that have been built, by what they take.
 *
 * <p>The first shape of data gets a step for just that shape, which TensorFlow can optimise most.
 * If another shape follows, a step that takes both is built, with the sizes that differ left open,
 * and so on. So data whose length is always another one needs a few steps and not one for each
 * length, which would make the graph grow without end.
 */
final class Steps {

  /** Builds a step for what it is to take. */
  @FunctionalInterface
  interface Builder {
    Step build(BatchSpec spec);
  }

  private final Map<BatchSpec, Step> built = new LinkedHashMap<>();

  /** What was asked for last; a loop asks with the same object again and again. */
  private @Nullable BatchSpec lastSpec;

  private @Nullable Step last;

  boolean isEmpty() {
    return built.isEmpty();
  }

  /** Returns the step that takes such batches, or null if it is still to be built. */
  @SuppressWarnings("ReferenceEquality") // a faster way to what equality would say as well
  @Nullable Step find(BatchSpec spec) {
    if (spec == lastSpec) {
      return last;
    }
    Step step = built.get(spec);
    if (step != null) {
      return step;
    }
    for (Map.Entry<BatchSpec, Step> e : built.entrySet()) {
      if (e.getKey().covers(spec)) {
        return e.getValue();
      }
    }
    return null;
  }

  /** Returns the step that takes such batches, building it if there is none. */
  Step get(BatchSpec spec, Builder builder) {
    Step step = find(spec);
    if (step == null) {
      BatchSpec wider = spec;
      for (BatchSpec other : built.keySet()) {
        wider = wider.widenedTo(other);
      }
      step = builder.build(wider);
      built.put(wider, step);
    }
    lastSpec = spec;
    last = step;
    return step;
  }
}
