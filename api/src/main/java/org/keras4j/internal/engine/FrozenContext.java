package org.keras4j.internal.engine;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableSnapshot;
import org.keras4j.internal.graph.FetchedTensors;
import org.keras4j.internal.graph.GraphContext;
import org.keras4j.internal.graph.NativeSession;
import org.keras4j.internal.graph.NativeTensor;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.internal.graph.WeightSource;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A context for inference, whose variables get their values once. They are variables rather than
 * constants, since a constant is held several times by TensorFlow, and a graph with more than 2 GB
 * of them cannot be handed over.
 */
final class FrozenContext extends GraphContext {

  /** A variable of the frozen graph: how it is read, and the one way in. */
  private record Entry(
      VarHandleOp handle,
      Operand<? extends TType> read,
      Output<? extends TType> feed,
      Operation assign) {}

  /** How many seeds of one generator were drawn, and the last place where one is. */
  private static final class Counter {
    private final VarHandleOp handle;
    private final Operation start;
    private @Nullable Operand<TInt64> last;

    Counter(VarHandleOp handle, Operation start) {
      this.handle = handle;
      this.start = start;
    }
  }

  private final Ops tf;
  private final Map<Variable, Entry> entries = new LinkedHashMap<>();
  private final Map<SeedGenerator, Counter> counters = new LinkedHashMap<>();

  FrozenContext(Ops tf) {
    this.tf = tf;
  }

  @Override
  public boolean training() {
    return false;
  }

  @Override
  public Operand<TFloat32> read(Variable v) {
    return read(v, TFloat32.class);
  }

  @Override
  @SuppressWarnings("unchecked") // a variable has one type
  public <T extends TType> Operand<T> read(Variable v, Class<T> type) {
    Entry e = entries.get(v);
    if (e == null) {
      e = create(v, type);
      entries.put(v, e);
    }
    return (Operand<T>) e.read;
  }

  private Entry create(Variable v, Class<? extends TType> type) {
    var shape = Tensors.shape(v.shape());
    VarHandleOp handle = tf.varHandleOp(type, shape, VarHandleOp.sharedName("v" + entries.size()));
    Output<? extends TType> feed = tf.placeholder(type, Placeholder.shape(shape)).asOutput();
    return new Entry(
        handle, tf.readVariableOp(handle, type), feed, tf.assignVariableOp(handle, feed).op());
  }

  List<InferenceGraph.Weight> weights() {
    return entries.entrySet().stream()
        .map(
            e ->
                new InferenceGraph.Weight(
                    e.getKey().path(), e.getValue().handle, e.getValue().read))
        .toList();
  }

  /** Returns what sets the counters of draws to 0. */
  List<Operation> starts() {
    return counters.values().stream().map(c -> c.start).toList();
  }

  /**
   * Gives all variables their values in one run of the session: those of a source, the others as
   * they are at this moment.
   */
  void fill(NativeSession session, WeightSource source) {
    if (entries.isEmpty()) {
      return;
    }
    Map<Variable, NativeTensor> tensors = new LinkedHashMap<>();
    try {
      read(source, tensors);
      List<Output<?>> feeds = new ArrayList<>();
      List<Operation> assigns = new ArrayList<>(starts());
      entries.forEach(
          (v, e) -> {
            feeds.add(e.feed);
            assigns.add(e.assign);
          });
      try (NativeSession.Call call = session.call(feeds, List.of(), assigns)) {
        call.run(entries.keySet().stream().map(v -> requireNonNull(tensors.get(v))).toList());
      }
    } finally {
      tensors.values().forEach(NativeTensor::close);
    }
  }

  private void read(WeightSource source, Map<Variable, NativeTensor> tensors) {
    List<Variable> others = new ArrayList<>();
    for (Variable v : entries.keySet()) {
      NativeTensor tensor = source.tensor(v);
      if (tensor == null) {
        others.add(v);
      } else {
        tensors.put(v, tensor);
      }
    }
    try (VariableSnapshot snapshot = VariableSnapshot.of(others)) {
      others.forEach(v -> tensors.put(v, FetchedTensors.copy(snapshot, v)));
    }
  }

  @Override
  public void update(Variable v, Operand<TFloat32> value) {
    throw new IllegalStateException("Nothing is updated in inference: " + v.path());
  }

  @Override
  public void add(Variable v, Operand<? extends TType> delta) {
    throw new IllegalStateException("Nothing is updated in inference: " + v.path());
  }

  /**
   * Goes on from the state that the generator has now, with a counter of the frozen graph: it moves
   * in one operation, so threads draw different numbers, and one thread those of the model.
   */
  @Override
  public Operand<TInt32> seed(SeedGenerator generator) {
    Operand<TInt64> state = read(generator.state(), TInt64.class);
    Counter counter = counters.computeIfAbsent(generator, g -> counter());
    Ops after = counter.last == null ? tf : tf.withControlDependencies(counter.last);
    Operand<TInt64> drawn = after.resourceCountUpTo(counter.handle, Long.MAX_VALUE, TInt64.class);
    counter.last = drawn;
    return stateless(tf, tf.math.add(state, tf.stack(List.of(tf.constant(0L), drawn))));
  }

  private Counter counter() {
    String name = "draws" + counters.size();
    VarHandleOp handle =
        tf.varHandleOp(
            TInt64.class, org.tensorflow.ndarray.Shape.scalar(), VarHandleOp.sharedName(name));
    return new Counter(handle, tf.assignVariableOp(handle, tf.constant(0L)).op());
  }

  @Override
  public void addLoss(Operand<TFloat32> loss) {}
}
