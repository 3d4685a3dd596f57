package org.keras4j.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.NDArray;

/**
 * Two variables of two sessions: whoever assigns, trains, reads or closes a session, both variables
 * have always the value that was written last.
 */
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

    /** One training step, which adds to both values. */
    void step(int added) {
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
                    both.forEach(
                        v -> values.compute(v, (w, old) -> scalar((int) old.getFloat(0) + added)));
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

  private void assign(int value) {
    ACCESS.assign(Map.of(kernel, scalar(value), bias, scalar(value)));
  }

  private int read() {
    List<NDArray> values = ACCESS.values(both);
    assertEquals(values.get(0), values.get(1));
    return (int) values.get(0).getFloat(0);
  }

  private static void together(Runnable one, Runnable other) {
    Thread first = new Thread(one);
    Thread second = new Thread(other);
    first.start();
    second.start();
    try {
      first.join();
      second.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertOneOf(Set<Integer> expected, int value) {
    assertTrue(expected.contains(value), () -> "expected one of " + expected + ", got " + value);
  }

  /** Either the step sees the assigned value, or what it writes counts as older. */
  @Test
  void anAssignmentBesideAStep() {
    Lincheck.runConcurrentTest(
        300,
        () -> {
          VariableLincheckTest t = new VariableLincheckTest();
          together(() -> t.assign(1), () -> t.one.step(10));
          int last = t.read();
          assertOneOf(Set.of(1, 11), last);
          t.one.close();
          assertEquals(last, t.read());
        });
  }

  /** Of two steps that began with the same value one counts as older. */
  @Test
  void stepsOfTwoSessions() {
    Lincheck.runConcurrentTest(
        300,
        () -> {
          VariableLincheckTest t = new VariableLincheckTest();
          together(() -> t.one.step(1), () -> t.two.step(2));
          assertOneOf(Set.of(1, 2, 3), t.read());
        });
  }

  /** What is read after an own assignment is that, or what came later. */
  @Test
  void aSessionThatIsClosedBesideAnAssignment() {
    Lincheck.runConcurrentTest(
        300,
        () -> {
          VariableLincheckTest t = new VariableLincheckTest();
          t.one.step(1);
          together(t.one::close, () -> t.assign(2));
          assertEquals(2, t.read());
        });
  }
}
