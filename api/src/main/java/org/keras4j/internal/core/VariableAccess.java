package org.keras4j.internal.core;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.InitialValue;
import org.keras4j.core.Variable;
import org.keras4j.internal.Bridge;
import org.keras4j.ndarray.NDArray;

/**
 * The engine's side door to {@link Variable}: where its newest value is. Variables register the
 * implementation, so that none of this is public API.
 *
 * <p><b>Locks.</b> There are two kinds, taken in this order. First those of {@link Home homes}, one
 * for each session, held while a session runs; whoever needs several takes them in one go, by
 * {@link HomeLocks}. Then the one lock of what all variables know ({@link #atomically}), held only
 * to look at or exchange references. So several variables are read, written or moved as one, and no
 * two models that share layers wait for each other.
 */
public abstract class VariableAccess {

  /** A place that can hold the newest value of variables: the session of a model. */
  public interface Home {
    /** Returns the lock that keeps the session's values as they are, and it open. */
    HomeLock lock();

    /** Returns how often its variables have been written so far; it only grows. */
    long writes();

    /** Fetches values in one run of the session; the caller holds the lock. */
    Fetched fetch(List<Variable> variables);
  }

  /** Values that a session has given out; they do not change any more. To be closed. */
  public interface Fetched extends AutoCloseable {
    /** Returns a copy of the value of a variable. */
    NDArray value(Variable v);

    @Override
    void close();
  }

  /**
   * What is known of a variable at one moment.
   *
   * @param version changes whenever the value does
   * @param home where the newest value is, or null if it is on the heap or nowhere
   * @param host the value on the heap, or null if it is in a session or nowhere
   */
  public record Known(long version, @Nullable Home home, @Nullable NDArray host) {
    /** Returns whether there is a value; if not, the initializer has to make it. */
    public boolean hasValue() {
      return home != null || host != null;
    }
  }

  private static final Object LOCK = new Object();
  private static final AtomicLong ASSIGNMENTS = new AtomicLong();
  private static final Bridge<VariableAccess> BRIDGE = new Bridge<>(Variable.class);

  /** For {@link Variable}. */
  protected VariableAccess() {}

  /** Registers the implementation. */
  public static void set(VariableAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static VariableAccess get() {
    return BRIDGE.get();
  }

  /** Looks at or changes several variables as one. Runs no session and takes no other lock. */
  public static <T> T atomically(Supplier<T> action) {
    synchronized (LOCK) {
      return action.get();
    }
  }

  /** Counts an assignment or a step that writes variables, so that other sessions look. */
  public static void noteAssignment() {
    ASSIGNMENTS.incrementAndGet();
  }

  /** Returns how many assignments and writing steps there have been, of any variable. */
  public static long assignments() {
    return ASSIGNMENTS.get();
  }

  /** Returns copies of the values that variables have at one moment, between two steps. */
  public final List<NDArray> values(Collection<Variable> variables) {
    try (VariableSnapshot snapshot = VariableSnapshot.of(variables)) {
      return variables.stream().map(snapshot::value).toList();
    }
  }

  /**
   * Sets several values as one: a step that runs meanwhile sees all of them or none, and what it
   * writes counts as older.
   *
   * @throws IllegalArgumentException if a shape differs; then nothing has changed
   */
  public final void assign(Map<Variable, NDArray> values) {
    assign(values, false);
  }

  /** Sets several values as {@link #assign} does, but keeps the arrays, which nobody may change. */
  public final void handOver(Map<Variable, NDArray> values) {
    assign(values, true);
  }

  /**
   * Sets several values as one.
   *
   * @param own whether the arrays need not be copied
   */
  protected abstract void assign(Map<Variable, NDArray> values, boolean own);

  /** Returns the initializer, if the variable has one. */
  public abstract @Nullable InitialValue initializer(Variable v);

  /** Renames the variable, for its owner. */
  public abstract void path(Variable v, String path);

  /** Freezes or thaws; a variable that was made not trainable stays so. */
  public abstract void trainable(Variable v, boolean value);

  /** Returns whether the variable was made trainable, frozen or not. */
  public abstract boolean trainableByNature(Variable v);

  /** Returns what is known of a variable; the same for several within {@link #atomically}. */
  public abstract Known known(Variable v);

  /** Returns whether this is where the newest value is; to be called within {@link #atomically}. */
  public abstract boolean isHome(Variable v, Home candidate);

  /** Makes the first value on the heap, if there is none. */
  public abstract void initialize(Variable v);

  /**
   * Moves the newest value to a home that has just written it, unless the variable got another
   * value since the version that the home knows.
   *
   * @return the version that the home has now; the same as before if nothing moved
   */
  public abstract long moved(Variable v, Home newHome, long knownVersion);

  /** Brings the value back to the heap if {@code leaving} is still its home. */
  public abstract void returned(Variable v, Home leaving, NDArray value);
}
