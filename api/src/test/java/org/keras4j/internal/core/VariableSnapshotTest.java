package org.keras4j.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Many values are read in one run of each session that has some of them. */
class VariableSnapshotTest {

  /** A session that counts what is asked of it. */
  private static final class CountingHome implements VariableAccess.Home {
    final HomeLock lock = new HomeLock();
    int fetches;

    @Override
    public HomeLock lock() {
      return lock;
    }

    @Override
    public long writes() {
      return 0;
    }

    @Override
    public VariableAccess.Fetched fetch(List<Variable> variables) {
      assertEquals(true, lock.isHeldByCurrentThread());
      fetches++;
      return new VariableAccess.Fetched() {
        @Override
        public NDArray value(Variable v) {
          return NDArray.zeros(1);
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void oneFetchForEachSession() {
    VariableAccess access = VariableAccess.get();
    var homes = List.of(new CountingHome(), new CountingHome());
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Variable v = new Variable("v" + i, Shape.of(1), new Zeros(), true);
      access.moved(v, homes.get(i % 2), access.known(v).version());
      variables.add(v);
    }
    variables.add(new Variable("on_the_heap", Shape.of(1), new Zeros(), true));
    assertEquals(41, access.values(variables).size());
    homes.forEach(h -> assertEquals(1, h.fetches));
    homes.forEach(h -> assertEquals(false, h.lock.isLocked()));
  }

  @Test
  void whatASessionWroteIsOlderThanAnAssignmentSince() {
    VariableAccess access = VariableAccess.get();
    var home = new CountingHome();
    Variable v = new Variable("v", Shape.of(1), new Zeros(), true);
    access.initialize(v);
    long known = access.known(v).version();
    v.assign(NDArray.ones(1));
    assertEquals(known, access.moved(v, home, known));
    assertEquals(1, v.value().getFloat(0));
  }
}
