package org.keras4j.internal.graph;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.keras4j.core.InitialValue;
import org.keras4j.core.Variable;
import org.keras4j.internal.Returned;
import org.keras4j.internal.core.HomeLock;
import org.keras4j.internal.core.HomeLocks;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.core.VariableAccess.Known;
import org.keras4j.internal.core.VariableSnapshot;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.family.TType;

/**
 * The variables of one session: makes their resource variables, fills them, and brings values back.
 *
 * <p>A session is a home for variables: after it has written one, the newest value is here. Before
 * each run {@link #upToDate} looks whether some value became newer elsewhere. All that runs the
 * session or changes what is stored happens while {@link #lock} is held.
 */
public final class VariableStore implements VariableAccess.Home {

  private static final VariableAccess ACCESS = VariableAccess.get();

  private final Ops tf;
  private final Session session;
  private final Map<Variable, StoredVariable> stored = new LinkedHashMap<>();
  private final AtomicLong writes = new AtomicLong();
  private final HomeLock lock = new HomeLock();

  /** What is fetched whenever something is. */
  private Set<Variable> fetchable = Set.of();

  private long seenChanges = -1;
  private boolean closed;

  /** Makes a store without variables. */
  public VariableStore(Ops tf, Session session) {
    this.tf = tf.withSubScope("variables");
    this.session = session;
  }

  @Override
  public HomeLock lock() {
    return lock;
  }

  /** Returns the operations for a variable, adding them to the graph at its first mention. */
  public StoredVariable of(Variable v) {
    StoredVariable s = stored.get(v);
    if (s == null) {
      s = create(v);
      stored.put(v, s);
      seenChanges = -1;
    }
    return s;
  }

  private StoredVariable create(Variable v) {
    Class<? extends TType> type = Tensors.typeOf(v.dtype());
    var shape = Tensors.shape(v.shape());
    // A container-wide unique name: resources of one session are found by it.
    VarHandleOp handle = tf.varHandleOp(type, shape, VarHandleOp.sharedName("v" + stored.size()));
    Output<? extends TType> fetch = tf.readVariableOp(handle, type).asOutput();
    Output<? extends TType> feed =
        tf.placeholder(type, org.tensorflow.op.core.Placeholder.shape(shape)).asOutput();
    Operation assign = tf.assignVariableOp(handle, feed).op();
    InitialValue initializer = ACCESS.initializer(v);
    Operation initialize =
        initializer == null || ACCESS.known(v).hasValue()
            ? null
            : tf.assignVariableOp(
                    handle,
                    Returned.value(
                        initializer.call(tf, v.shape()),
                        "Initializer "
                            + initializer.className()
                            + " of variable '"
                            + v.path()
                            + "'",
                        "call",
                        "a tensor of shape " + v.shape()))
                .op();
    return new StoredVariable(handle, fetch, feed, assign, initialize);
  }

  /**
   * Does something in the session with every variable up to date: values that are newer elsewhere
   * are brought in, first ones are made. Whoever calls this holds no other home's lock.
   *
   * @param thorough also when nothing seems to have changed
   */
  public <T> T upToDate(boolean thorough, Supplier<T> action) {
    lock.lock();
    try {
      if (isQuiet(thorough)) {
        return action.get();
      }
    } finally {
      lock.unlock();
    }
    Set<VariableAccess.Home> needed = new LinkedHashSet<>();
    needed.add(this);
    while (true) {
      Optional<T> result =
          HomeLocks.holding(
              needed,
              held -> {
                if (!refreshed(thorough, needed)) {
                  return Optional.empty();
                }
                held.keepOnly(this);
                return Optional.of(action.get());
              });
      if (result.isPresent()) {
        return result.get();
      }
    }
  }

  /** Returns whether nothing was changed elsewhere, as when only this session is at work. */
  private boolean isQuiet(boolean thorough) {
    return closed || (!thorough && VariableAccess.assignments() - writes.get() == seenChanges);
  }

  /** Brings every variable up to date; see {@link #upToDate}. */
  void refresh(boolean thorough) {
    upToDate(thorough, () -> true);
  }

  /** Brings in what is stale, or adds the homes whose locks that takes and returns false. */
  private boolean refreshed(boolean thorough, Set<VariableAccess.Home> needed) {
    if (isQuiet(thorough)) {
      return true;
    }
    long changes = VariableAccess.assignments() - writes.get();
    stored.forEach(
        (v, s) -> {
          if (s.initialize == null) {
            ACCESS.initialize(v);
          }
        });
    Map<Variable, Known> fresh = new LinkedHashMap<>();
    Map<Variable, Known> stale = new LinkedHashMap<>();
    VariableAccess.atomically(
        () -> {
          stored.forEach((v, s) -> sort(v, s, fresh, stale));
          return null;
        });
    boolean reachable = true;
    for (Known k : stale.values()) {
      reachable &= k.home() == null || !needed.add(k.home());
    }
    if (!reachable || !initialize(fresh)) {
      return false;
    }
    load(stale);
    seenChanges = changes;
    return true;
  }

  private void sort(
      Variable v, StoredVariable s, Map<Variable, Known> fresh, Map<Variable, Known> stale) {
    Known known = ACCESS.known(v);
    if (known.home() == this) {
      return;
    }
    if (!known.hasValue()) {
      fresh.put(v, known);
    } else if (s.version != known.version()) {
      stale.put(v, known);
    }
  }

  /** Makes first values; returns false if another session was quicker with one of them. */
  private boolean initialize(Map<Variable, Known> fresh) {
    if (fresh.isEmpty()) {
      return true;
    }
    Session.Runner runner = session.runner();
    fresh.keySet().forEach(v -> runner.addTarget(requireNonNull(of(v).initialize)));
    runner.run().close();
    return VariableAccess.atomically(
        () -> {
          boolean first = true;
          for (Map.Entry<Variable, Known> e : fresh.entrySet()) {
            StoredVariable s = of(e.getKey());
            s.version = ACCESS.moved(e.getKey(), this, e.getValue().version());
            first &= s.version != e.getValue().version();
          }
          return first;
        });
  }

  private void load(Map<Variable, Known> stale) {
    if (stale.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    List<Tensor> tensors = new ArrayList<>();
    try (VariableSnapshot values = VariableSnapshot.read(stale)) {
      for (Variable v : stale.keySet()) {
        // Always a new tensor: the variable keeps the fed buffer.
        NDArray array = values.array(v);
        Tensor t =
            array != null
                ? Tensors.of(array)
                : Tensors.copy(((FetchedTensors) values.source(v)).tensor(v));
        tensors.add(t);
        runner.feed(of(v).feed, t).addTarget(of(v).assign);
      }
      runner.run().close();
    } finally {
      tensors.forEach(Tensor::close);
    }
    stale.forEach((v, known) -> of(v).version = known.version());
  }

  /**
   * Says that a run has just written these variables. One that got another value since the run
   * began keeps that one.
   */
  public void written(Iterable<Variable> variables) {
    VariableAccess.atomically(
        () -> {
          writes.incrementAndGet();
          VariableAccess.noteAssignment();
          for (Variable v : variables) {
            // The usual case, and each step comes here for each of its variables.
            if (!ACCESS.isHome(v, this)) {
              StoredVariable s = of(v);
              s.version = ACCESS.moved(v, this, s.version);
            }
          }
          return null;
        });
  }

  @Override
  public long writes() {
    return writes.get();
  }

  /**
   * Fetches always the same values, as for each other selection TensorFlow would compile the whole
   * graph again. What is fetched shares its memory with the session until that writes anew.
   */
  @Override
  public VariableAccess.Fetched fetch(List<Variable> variables) {
    if (!fetchable.containsAll(variables)) {
      fetchable = new LinkedHashSet<>(stored.keySet());
      fetchable.removeIf(v -> of(v).version < 0);
    }
    Session.Runner runner = session.runner();
    fetchable.forEach(v -> runner.fetch(of(v).fetch));
    return new FetchedTensors(fetchable, runner.run());
  }

  /** Brings home every value that only this session has; afterwards the session may be closed. */
  public void evacuate() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      List<Variable> here =
          stored.keySet().stream().filter(v -> ACCESS.known(v).home() == this).toList();
      if (!here.isEmpty()) {
        try (VariableAccess.Fetched values = fetch(here)) {
          here.forEach(v -> ACCESS.returned(v, this, values.value(v)));
        }
      }
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
