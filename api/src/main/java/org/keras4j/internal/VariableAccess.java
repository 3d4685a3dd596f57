package org.keras4j.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.keras4j.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.ndarray.NDArray;

/**
 * The engine's side door to {@link Variable}: where its newest value is. Variables register the
 * implementation, so that none of this is public API.
 */
public abstract class VariableAccess {

  /** A place that can hold the newest value of variables: the session of a model. */
  public interface Home {
    /** Returns a copy of the value. */
    NDArray read(Variable v);

    /** Returns how often its variables have been written so far; it only grows. */
    long writes();
  }

  private static final AtomicLong ASSIGNMENTS = new AtomicLong();
  private static @Nullable VariableAccess instance;

  /** For {@link Variable}. */
  protected VariableAccess() {}

  /** Registers the implementation. */
  public static void set(VariableAccess access) {
    instance = access;
  }

  /** Returns the implementation. */
  public static VariableAccess get() {
    try {
      // The first user of the engine may be a model without any variable.
      Class.forName(Variable.class.getName());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    return Objects.requireNonNull(instance);
  }

  /** Counts an assignment or a step that writes variables, so that other sessions look. */
  public static void noteAssignment() {
    ASSIGNMENTS.incrementAndGet();
  }

  /** Returns how many assignments and writing steps there have been, of any variable. */
  public static long assignments() {
    return ASSIGNMENTS.get();
  }

  /** Returns whether there is a value already; if not, the initializer has to make it. */
  public abstract boolean hasValue(Variable v);

  /** Returns the initializer, if the variable has one. */
  public abstract @Nullable Initializer initializer(Variable v);

  /** Returns a number that changes whenever the value does. */
  public abstract long version(Variable v);

  /** Returns whether this is where the newest value is. */
  public abstract boolean isHome(Variable v, Home candidate);

  /** Says that the newest value is now in this home; returns the new version. */
  public abstract long moved(Variable v, Home newHome);

  /** Brings the value back to the heap if {@code leaving} is still its home. */
  public abstract void returned(Variable v, Home leaving, NDArray value);
}
