package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The context of one step while its graph is being built.
 *
 * <p>State is threaded functionally: a variable is read once, every update gives a new value for
 * those who ask later, and the last value is assigned when the step ends. So a batch normalization
 * that is used twice in a model updates twice, in order, without races.
 */
public final class TraceContext extends GraphContext implements UpdateContext {

  private final Ops tf;
  private final VariableStore store;
  private final boolean training;
  private final Map<Variable, Operand<? extends TType>> reads = new LinkedHashMap<>();
  private final Map<Variable, Operand<TFloat32>> updated = new LinkedHashMap<>();
  private final Map<Variable, List<Operand<? extends TType>>> added = new LinkedHashMap<>();
  private final Map<Variable, Op> settled = new LinkedHashMap<>();
  private final Map<SeedGenerator, Integer> draws = new LinkedHashMap<>();
  private final List<Operand<TFloat32>> losses = new ArrayList<>();

  private final boolean immediate;

  /** Makes the context of a step. */
  public TraceContext(Ops tf, VariableStore store, boolean training) {
    this(tf, store, training, false);
  }

  /**
   * Makes the context.
   *
   * @param immediate whether the graph is for one call on data, outside fit, evaluate and predict
   */
  public TraceContext(Ops tf, VariableStore store, boolean training, boolean immediate) {
    this.immediate = immediate;
    this.tf = tf;
    this.store = store;
    this.training = training;
  }

  @Override
  public boolean training() {
    return training;
  }

  boolean immediate() {
    return immediate;
  }

  @Override
  public Operand<TFloat32> read(Variable v) {
    Operand<TFloat32> newer = updated.get(v);
    return newer != null ? newer : read(v, TFloat32.class);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends TType> Operand<T> read(Variable v, Class<T> type) {
    Operand<? extends TType> r = reads.get(v);
    if (r == null) {
      r = tf.withSubScope("read").readVariableOp(store.of(v).handle, type);
      reads.put(v, r);
    }
    return (Operand<T>) r;
  }

  @Override
  public void update(Variable v, Operand<TFloat32> value) {
    updated.put(v, value);
  }

  @Override
  public void add(Variable v, Operand<? extends TType> delta) {
    added.computeIfAbsent(v, w -> new ArrayList<>()).add(delta);
  }

  @Override
  public Operand<TInt32> seed(SeedGenerator generator) {
    int drawn = draws.merge(generator, 1, Integer::sum) - 1;
    Operand<TInt64> state = read(generator.state(), TInt64.class);
    Operand<TInt64> current =
        drawn == 0 ? state : tf.math.add(state, tf.constant(new long[] {0, drawn}));
    return stateless(tf, current);
  }

  @Override
  public void addLoss(Operand<TFloat32> loss) {
    losses.add(loss);
  }

  /** Returns what layers have added to the loss. */
  public List<Operand<TFloat32>> losses() {
    return losses;
  }

  @Override
  public Operand<? extends TType> handle(Variable v) {
    return store.of(v).handle;
  }

  @Override
  public Op ready(Variable v) {
    if (!reads.containsKey(v)) {
      read(v, Tensors.typeOf(v.dtype()));
    }
    return settled(v);
  }

  private Op settled(Variable v) {
    return settled.computeIfAbsent(v, this::settle);
  }

  /** Assigns what layers left for a variable, behind the only operation that reads it. */
  private Op settle(Variable v) {
    Op last = reads.get(v);
    Operand<TFloat32> value = updated.get(v);
    if (value != null) {
      last = behind(last).assignVariableOp(handle(v), value);
    }
    List<Operand<? extends TType>> deltas = added.get(v);
    if (deltas != null) {
      last = behind(last).assignAddVariableOp(handle(v), sum(deltas));
    }
    return java.util.Objects.requireNonNull(last);
  }

  private Ops behind(@Nullable Op earlier) {
    return earlier == null ? tf : after(earlier);
  }

  @Override
  public Ops after(Op... earlier) {
    return tf.withControlDependencies(earlier);
  }

  /** Returns the operation that read the variable, or null if none did. */
  @Nullable Operation readOp(Variable v) {
    Operand<?> r = reads.get(v);
    return r == null ? null : r.op();
  }

  /** Adds the assignments that end the step and returns them. */
  public List<Op> finish() {
    List<Op> ends = new ArrayList<>();
    Set<Variable> changed = new LinkedHashSet<>(updated.keySet());
    changed.addAll(added.keySet());
    changed.forEach(v -> ends.add(settled(v)));
    draws.forEach(
        (g, n) ->
            ends.add(
                tf.withControlDependencyOps(java.util.Objects.requireNonNull(readOp(g.state())))
                    .assignAddVariableOp(handle(g.state()), tf.constant(new long[] {0, n}))));
    return ends;
  }

  @SuppressWarnings("unchecked") // a variable has one type, and so has all that is added to it
  private Operand<? extends TType> sum(List<Operand<? extends TType>> deltas) {
    return deltas.size() == 1
        ? deltas.get(0)
        : tf.math.addN((List<Operand<TFloat32>>) (List<?>) deltas);
  }

  /** Returns the variables that {@link #finish} writes. */
  public List<Variable> written() {
    List<Variable> all = new ArrayList<>(updated.keySet());
    all.addAll(added.keySet());
    draws.keySet().forEach(g -> all.add(g.state()));
    return all;
  }
}
