package org.keras4j.internal.core;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.NDArray;

/**
 * Two variables of two sessions: whoever assigns, trains, reads or closes a session, both variables
 * have always the value that was written last.
 */
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class VariableLincheckTest {

  private static final VariableAccess ACCESS = VariableAccess.get();

  private final Variable kernel = new Variable("kernel", scalar(0));
  private final Variable bias = new Variable("bias", scalar(0));
  private final List<Variable> both = List.of(kernel, bias);
  private final Session one = new Session();
  private final Session two = new Session();

  private static NDArray scalar(int value) {
    return NDArray.wrap(new float[] {value}, 1);
  }

  /** What the engine's store of variables does, with arrays in place of TensorFlow. */
  private final class Session implements VariableAccess.Home {
    private final HomeLock lock = new HomeLock();
    private final Map<Variable, NDArray> values = new HashMap<>();
    private final Map<Variable, Long> versions = new HashMap<>();
    private volatile long writes;
    private boolean closed;

    @Override
    public HomeLock lock() {
      return lock;
    }

    @Override
    public long writes() {
      return writes;
    }

    @Override
    public VariableAccess.Fetched fetch(List<Variable> variables) {
      Map<Variable, NDArray> fetched = new HashMap<>(values);
      return new VariableAccess.Fetched() {
        @Override
        public NDArray value(Variable v) {
          return fetched.get(v);
        }

        @Override
        public void close() {}
      };
    }

    /** One training step, which replaces both values. */
    void step(int value) {
      Set<VariableAccess.Home> needed = new LinkedHashSet<>(List.of(this));
      boolean done = false;
      while (!done) {
        done =
            HomeLocks.holding(
                needed,
                held -> {
                  if (!bringIn(needed)) {
                    return false;
                  }
                  held.keepOnly(this);
                  if (!closed) {
                    both.forEach(v -> values.put(v, scalar(value)));
                    written();
                  }
                  return true;
                });
      }
    }

    private boolean bringIn(Set<VariableAccess.Home> needed) {
      Map<Variable, VariableAccess.Known> stale = new HashMap<>();
      VariableAccess.atomically(
          () -> {
            both.forEach(v -> stale.put(v, ACCESS.known(v)));
            return null;
          });
      stale.values().removeIf(k -> k.home() == this);
      boolean reachable = true;
      for (VariableAccess.Known k : stale.values()) {
        reachable &= k.home() == null || !needed.add(k.home());
      }
      if (reachable) {
        try (VariableSnapshot snapshot = VariableSnapshot.read(stale)) {
          stale.forEach(
              (v, known) -> {
                values.put(v, snapshot.value(v));
                versions.put(v, known.version());
              });
        }
      }
      return reachable;
    }

    private void written() {
      VariableAccess.atomically(
          () -> {
            writes++;
            VariableAccess.noteAssignment();
            for (Variable v : both) {
              if (!ACCESS.isHome(v, this)) {
                versions.put(v, ACCESS.moved(v, this, versions.get(v)));
              }
            }
            return null;
          });
    }

    void close() {
      lock.lock();
      try {
        for (Variable v : both) {
          if (ACCESS.known(v).home() == this) {
            ACCESS.returned(v, this, values.get(v));
          }
        }
        closed = true;
      } finally {
        lock.unlock();
      }
    }
  }

  @Operation
  public void assign(@Param(name = "value") int value) {
    ACCESS.assign(Map.of(kernel, scalar(value), bias, scalar(value)));
  }

  @Operation
  public List<Integer> read() {
    return ACCESS.values(both).stream().map(a -> (int) a.getFloat(0)).toList();
  }

  @Operation
  public void trainsInOne(@Param(name = "value") int value) {
    one.step(value);
  }

  @Operation
  public void trainsInTwo(@Param(name = "value") int value) {
    two.step(value);
  }

  @Operation
  public void closesOne() {
    one.close();
  }

  @Test
  void areLinearizable() {
    new ModelCheckingOptions()
        .iterations(5)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .invocationsPerIteration(100)
        .check(getClass());
  }
}
