package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.keras4j.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.VariableAccess;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.family.TType;

/**
 * The variables of one session: makes their resource variables, fills them, and brings values back.
 *
 * <p>A session is a home for variables: after it has written one, the newest value is here. Before
 * each run {@link #refresh} looks whether some value became newer elsewhere.
 */
final class VariableStore implements VariableAccess.Home {

  private static final VariableAccess ACCESS = VariableAccess.get();

  private final Ops tf;
  private final Session session;
  private final Map<Variable, StoredVariable> stored = new LinkedHashMap<>();
  private final AtomicLong writes = new AtomicLong();

  /**
   * Lets several threads read values while none of them can close the session. The engine's lock is
   * not enough: two models that share layers read from each other while they hold their own.
   */
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

  private long seenChanges = -1;
  private boolean closed;

  VariableStore(Ops tf, Session session) {
    this.tf = tf.withSubScope("variables");
    this.session = session;
  }

  /** Returns the operations for a variable, adding them to the graph at its first mention. */
  StoredVariable of(Variable v) {
    synchronized (stored) {
      StoredVariable s = stored.get(v);
      if (s == null) {
        s = create(v);
        stored.put(v, s);
        seenChanges = -1;
      }
      return s;
    }
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
    Initializer initializer = ACCESS.initializer(v);
    Operation initialize =
        initializer == null || ACCESS.hasValue(v)
            ? null
            : tf.assignVariableOp(handle, initializer.call(tf, v.shape())).op();
    return new StoredVariable(handle, fetch, feed, assign, initialize);
  }

  /** Brings every variable whose value is newer elsewhere, or that has none yet, up to date. */
  void refresh(boolean thorough) {
    // Changes that were not made here: nothing to do while this session is the only one at work.
    long changes = VariableAccess.assignments() - writes.get();
    if (!thorough && changes == seenChanges) {
      return;
    }
    List<Variable> fresh = new ArrayList<>();
    List<Variable> stale = new ArrayList<>();
    for (Map.Entry<Variable, StoredVariable> e : stored.entrySet()) {
      Variable v = e.getKey();
      StoredVariable s = e.getValue();
      if (ACCESS.isHome(v, this)) {
        continue;
      }
      if (s.version < 0 && s.initialize != null && !ACCESS.hasValue(v)) {
        fresh.add(v);
      } else if (s.version != ACCESS.version(v) || s.version < 0) {
        stale.add(v);
      }
    }
    initialize(fresh);
    load(stale);
    seenChanges = changes;
  }

  private void initialize(List<Variable> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    fresh.forEach(v -> runner.addTarget(java.util.Objects.requireNonNull(of(v).initialize)));
    runner.run().close();
    fresh.forEach(v -> of(v).version = ACCESS.moved(v, this));
  }

  private void load(List<Variable> stale) {
    if (stale.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    List<Tensor> tensors = new ArrayList<>();
    long[] versions = new long[stale.size()];
    try {
      for (int i = 0; i < stale.size(); i++) {
        Variable v = stale.get(i);
        NDArray value = v.value();
        versions[i] = ACCESS.version(v);
        // Always a new tensor: the variable keeps the fed buffer.
        Tensor t = Tensors.of(value);
        tensors.add(t);
        runner.feed(of(v).feed, t).addTarget(of(v).assign);
      }
      runner.run().close();
    } finally {
      tensors.forEach(Tensor::close);
    }
    for (int i = 0; i < stale.size(); i++) {
      of(stale.get(i)).version = versions[i];
    }
  }

  /** Says that a run has just written these variables. */
  void written(Iterable<Variable> variables) {
    writes.incrementAndGet();
    VariableAccess.noteAssignment();
    for (Variable v : variables) {
      if (!ACCESS.isHome(v, this)) {
        of(v).version = ACCESS.moved(v, this);
      }
    }
  }

  @Override
  public long writes() {
    return writes.get();
  }

  @Override
  public NDArray read(Variable v) {
    open.readLock().lock();
    try {
      if (!closed) {
        try (Result r = session.runner().fetch(of(v).fetch).run()) {
          return Tensors.toArray(r.get(0));
        }
      }
    } finally {
      open.readLock().unlock();
    }
    return v.value();
  }

  /** Brings home every value that only this session has; afterwards the session may be closed. */
  void evacuate() {
    open.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      List<Variable> here = stored.keySet().stream().filter(v -> ACCESS.isHome(v, this)).toList();
      if (!here.isEmpty()) {
        Session.Runner runner = session.runner();
        here.forEach(v -> runner.fetch(of(v).fetch));
        try (Result r = runner.run()) {
          for (int i = 0; i < here.size(); i++) {
            ACCESS.returned(here.get(i), this, Tensors.toArray(r.get(i)));
          }
        }
      }
      closed = true;
    } finally {
      open.writeLock().unlock();
    }
  }
}
