package org.keras4j.internal.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess.Fetched;
import org.keras4j.internal.core.VariableAccess.Home;
import org.keras4j.internal.core.VariableAccess.Known;
import org.keras4j.ndarray.NDArray;

/**
 * The values that variables have at one moment, between two steps of whatever models write them.
 * Values in a session are fetched in one run of it; they stay there, uncopied, until asked for.
 */
public final class VariableSnapshot implements AutoCloseable {

  private final Map<Variable, NDArray> arrays = new HashMap<>();
  private final Map<Variable, Fetched> fetched = new HashMap<>();
  private final List<Fetched> open = new ArrayList<>();

  private VariableSnapshot() {}

  /** Takes the snapshot, waiting for steps that are running; the caller holds no home's lock. */
  public static VariableSnapshot of(Collection<Variable> variables) {
    VariableAccess access = VariableAccess.get();
    Set<Home> needed = new LinkedHashSet<>();
    while (true) {
      variables.forEach(access::initialize);
      VariableSnapshot snapshot =
          HomeLocks.holding(needed, held -> tryTo(access, variables, needed));
      if (snapshot != null) {
        return snapshot;
      }
    }
  }

  /** Reads, unless values have moved meanwhile or this is the first look: adds where they are. */
  private static @Nullable VariableSnapshot tryTo(
      VariableAccess access, Collection<Variable> variables, Set<Home> needed) {
    Map<Variable, Known> all = look(access, variables);
    if (all.values().stream().allMatch(k -> isReachable(k, needed))) {
      return read(all);
    }
    all.values().stream().map(Known::home).forEach(h -> add(h, needed));
    return null;
  }

  private static Map<Variable, Known> look(VariableAccess access, Collection<Variable> variables) {
    return VariableAccess.atomically(
        () -> {
          Map<Variable, Known> all = new LinkedHashMap<>();
          variables.forEach(v -> all.put(v, access.known(v)));
          return all;
        });
  }

  private static boolean isReachable(Known known, Set<Home> held) {
    return known.host() != null || (known.home() != null && held.contains(known.home()));
  }

  private static void add(@Nullable Home home, Set<Home> needed) {
    if (home != null) {
      needed.add(home);
    }
  }

  /** Takes values of which this is known; the caller holds the locks of their homes. */
  public static VariableSnapshot read(Map<Variable, Known> all) {
    VariableSnapshot snapshot = new VariableSnapshot();
    Map<Home, List<Variable>> byHome = new LinkedHashMap<>();
    all.forEach(
        (v, known) -> {
          if (known.home() != null) {
            byHome.computeIfAbsent(known.home(), h -> new ArrayList<>()).add(v);
          } else if (known.host() != null) {
            snapshot.arrays.put(v, known.host());
          }
        });
    try {
      byHome.forEach(
          (home, variables) -> {
            Fetched values = home.fetch(variables);
            snapshot.open.add(values);
            variables.forEach(v -> snapshot.fetched.put(v, values));
          });
    } catch (RuntimeException | Error e) {
      snapshot.close();
      throw e;
    }
    return snapshot;
  }

  /** Returns the value of one of the variables. */
  public NDArray value(Variable v) {
    NDArray array = arrays.get(v);
    return array != null ? array : source(v).value(v);
  }

  /** Returns the value if it is on the heap already, or null. */
  public @Nullable NDArray array(Variable v) {
    return arrays.get(v);
  }

  /** Returns the session's values among which that of the variable is, if it is in a session. */
  public Fetched source(Variable v) {
    Fetched f = fetched.get(v);
    if (f == null) {
      throw new IllegalArgumentException("Not part of this snapshot: " + v.path());
    }
    return f;
  }

  /** Gives the sessions' values back. */
  @Override
  public void close() {
    open.forEach(Fetched::close);
    open.clear();
  }
}
