package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ShapeInference;
import org.keras4j.internal.graph.TraceContext;
import org.keras4j.internal.losses.LossAccess;
import org.keras4j.internal.losses.LossProblem;
import org.keras4j.internal.metrics.MetricAccess;
import org.keras4j.metrics.Metric;
import org.keras4j.metrics.MetricDirection;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * All losses and metrics of a compiled model: adds them to training and evaluation graphs, and
 * knows under which names and in which order their results appear.
 */
public final class Objectives {

  private static final MetricAccess ACCESS = MetricAccess.get();

  private final List<OutputObjective> requested;
  private final LossTracker total = new LossTracker("loss");

  /** One for each output that has a loss, if several have. */
  private final Map<Integer, LossTracker> perOutput = new LinkedHashMap<>();

  private final Map<String, Metric> named = new LinkedHashMap<>();
  private @Nullable List<OutputObjective.Resolved> resolved;
  private final List<Variable> regularized;

  /**
   * Makes the objectives of a model.
   *
   * @param requested one for each output
   * @param weights the model's weights, some of which may have a regularizer
   */
  public Objectives(List<OutputObjective> requested, List<Variable> weights) {
    this.requested = requested;
    this.regularized = weights.stream().filter(v -> v.regularizer() != null).toList();
    requested.forEach(OutputObjective::checkNames);
  }

  /**
   * Takes possession of the metric objects, whose state begins anew.
   *
   * @param previous what the same model had before, or null
   * @throws IllegalArgumentException if one is used twice, or by another model
   */
  public void claim(@Nullable Objectives previous) {
    Set<Metric> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (OutputObjective o : requested) {
      for (Metric m : o.metricObjects()) {
        if (!seen.add(m)) {
          throw new IllegalArgumentException(
              "Metric '"
                  + m.name()
                  + "' is given twice, and would add up what belongs apart: make one for each use"
                  + (requested.size() > 1 ? ", with metricsFor each output" : "")
                  + ", or give names, each of which makes its own");
        }
        Object owner = ACCESS.owner(m);
        if (owner != null && owner != previous && owner != this) {
          throw new IllegalArgumentException(
              "Metric '"
                  + m.name()
                  + "' belongs to another model, and would add up what belongs apart: make a new"
                  + " one, or close the other model first");
        }
      }
    }
    seen.forEach(m -> ACCESS.give(m, this));
  }

  /** Gives the metric objects free for other models. */
  public void release() {
    requested.stream()
        .flatMap(o -> o.metricObjects().stream())
        .filter(m -> ACCESS.owner(m) == this)
        .forEach(m -> ACCESS.give(m, null));
  }

  /** Adds everything to a graph and returns the total loss of the batch. */
  Operand<TFloat32> loss(
      Ops tf,
      TraceContext context,
      List<Operand<?>> targets,
      List<Operand<?>> outputs,
      List<Operand<TFloat32>> weights,
      Operand<?> firstInput) {
    Ops scoped = tf.withSubScope("loss");
    boolean first = resolved == null;
    List<OutputObjective.Resolved> objectives = resolve(targets, outputs);
    Operand<TFloat32> rows = Casts.batchSize(scoped, firstInput);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int i = 0; i < objectives.size(); i++) {
      OutputObjective.Resolved o = objectives.get(i);
      Operand<TFloat32> y = Casts.toFloat(scoped, targets.get(i));
      Operand<TFloat32> p = Casts.toFloat(scoped, outputs.get(i));
      Operand<TBool> mask = context.mask(outputs.get(i));
      Operand<TFloat32> w = weights.isEmpty() ? null : weights.get(i);
      if (o.loss() != null) {
        String problem = LossAccess.get().problem(o.loss(), shape(y), shape(p));
        LossProblem.refuse(o.loss(), "", problem, shape(y), shape(p));
        Operand<TFloat32> loss = mean(scoped, o.loss().apply(scoped, y, p, w, mask));
        LossTracker tracker = perOutput.get(i);
        if (tracker != null) {
          tracker.track(scoped, context, loss, rows);
        }
        parts.add(
            o.lossWeight() == 1
                ? loss
                : scoped.math.mul(loss, scoped.constant((float) o.lossWeight())));
      }
      Ops metricScope = tf.withSubScope("metrics");
      o.metrics().forEach(m -> ACCESS.update(m, metricScope, context, y, p, null, mask));
      o.weightedMetrics().forEach(m -> ACCESS.update(m, metricScope, context, y, p, w, mask));
    }
    if (first) {
      named.values().forEach(Objectives::requireScalar);
    }
    parts.addAll(context.losses());
    for (Variable v : regularized) {
      if (v.trainable()) {
        parts.add(Casts.penalty(scoped, Objects.requireNonNull(v.regularizer()), context.read(v)));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalStateException(
          "There is no loss to compute: give compile a loss, or a layer that adds one");
    }
    Operand<TFloat32> sum = parts.size() == 1 ? parts.get(0) : scoped.math.addN(parts);
    total.track(scoped, context, sum, rows);
    return sum;
  }

  private static void requireScalar(Metric m) {
    ACCESS.requireScalar(
        m,
        ShapeInference.outputs(
                List.of(), null, (tf, in, context) -> List.of(ACCESS.result(m, tf, context)))
            .shapes()
            .get(0));
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> loss) {
    // Only a loss without reduction is not a scalar yet.
    int rank = loss.shape().numDimensions();
    return rank == 0
        ? loss
        : tf.math.mean(loss, org.keras4j.internal.ops.Alignment.allAxes(tf, loss));
  }

  private static Shape shape(Operand<?> x) {
    return Shape.of(x.shape().asArray());
  }

  private List<OutputObjective.Resolved> resolve(
      List<Operand<?>> targets, List<Operand<?>> outputs) {
    if (resolved == null) {
      List<OutputObjective.Resolved> all = new ArrayList<>();
      boolean severalLosses = requested.stream().filter(OutputObjective::hasLoss).count() > 1;
      for (int i = 0; i < requested.size(); i++) {
        OutputObjective.Resolved o =
            requested.get(i).resolve(shape(targets.get(i)), shape(outputs.get(i)));
        all.add(o);
        if (severalLosses && o.loss() != null) {
          perOutput.put(i, new LossTracker(unusedLossName(o.output() + "_loss")));
        }
        String prefix = requested.size() > 1 ? o.output() + "_" : "";
        o.metrics().forEach(m -> addNamed(prefix + m.name(), m));
        o.weightedMetrics()
            .forEach(
                m ->
                    addNamed(
                        named.containsKey(prefix + m.name())
                            ? prefix + "weighted_" + m.name()
                            : prefix + m.name(),
                        m));
      }
      resolved = all;
    }
    return resolved;
  }

  /** Outputs of one layer have one name; their losses are numbered, as their metrics are. */
  private String unusedLossName(String name) {
    Set<String> used = new HashSet<>();
    perOutput.values().forEach(t -> used.add(t.name()));
    String unique = name;
    for (int i = 1; used.contains(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  /** Sets metric objects to zero before the first step, when there is no graph yet that does. */
  void resetStates() {
    requested.forEach(OutputObjective::resetStates);
  }

  private void addNamed(String name, Metric metric) {
    String unique = name;
    for (int i = 1; named.containsKey(unique); i++) {
      unique = name + "_" + i;
    }
    named.put(unique, metric);
  }

  /**
   * Returns all metrics in the order of {@code evaluate}: the total loss, metrics under their own
   * names as they were given, losses of outputs, then the others by name.
   */
  Map<String, Metric> all() {
    Map<String, Metric> all = new LinkedHashMap<>();
    all.put("loss", total);
    named.forEach(
        (key, m) -> {
          if (key.equals(m.name())) {
            all.put(key, m);
          }
        });
    perOutput.values().forEach(t -> all.put(t.name(), t));
    new TreeMap<>(named).forEach(all::putIfAbsent);
    return all;
  }

  /** Returns which way a metric gets better, by its own name without prefix. */
  public MetricDirection direction(String metric) {
    if (metric.equals("loss")) {
      return MetricDirection.MIN;
    }
    for (Metric m : named.values()) {
      if (m.name().equals(metric)) {
        return m.direction();
      }
    }
    return MetricDirection.UNKNOWN;
  }
}
