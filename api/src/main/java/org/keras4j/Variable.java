package org.keras4j;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.VariableAccess;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.regularizers.Regularizer;

/**
 * A weight or another piece of state that a layer, metric or optimizer owns: Keras's {@code
 * Variable}.
 *
 * <p>A variable outlives the models that use it. It knows where its newest value is: nowhere yet
 * (the initializer makes it on demand), on the heap, or inside the session of the model that wrote
 * it last. So models can share layers, and closing a model loses nothing. Thread-safe.
 */
public final class Variable {

  static {
    VariableAccess.set(new Access());
  }

  private final String name;
  private final Shape shape;
  private final DType dtype;
  private final @Nullable Initializer initializer;
  private final Supplier<NDArray> initialValue;
  private final boolean trainableByNature;
  private String path;
  private boolean trainable;
  private @Nullable Regularizer regularizer;
  private @Nullable Constraint constraint;

  private @Nullable NDArray host;
  private VariableAccess.@Nullable Home home;
  private long version;

  Variable(
      String name,
      Shape shape,
      DType dtype,
      @Nullable Initializer initializer,
      boolean trainable,
      Supplier<NDArray> initialValue) {
    this.name = name;
    this.path = name;
    this.shape = shape;
    this.dtype = dtype;
    this.initializer = initializer;
    this.initialValue = initialValue;
    this.trainable = trainable;
    this.trainableByNature = trainable;
  }

  /**
   * Makes a float32 variable.
   *
   * @param name a short name such as {@code "kernel"}
   * @param shape fully known
   * @param initializer makes the first value
   * @param trainable whether optimizers may change it
   */
  public Variable(String name, Shape shape, Initializer initializer, boolean trainable) {
    this(name, shape, DType.FLOAT32, initializer, trainable, () -> initializer.initialize(shape));
  }

  /**
   * Makes a variable that is not trainable, of any element type, from its first value.
   *
   * @param name a short name such as {@code "iteration"}
   */
  public Variable(String name, NDArray initialValue) {
    this(name, initialValue.shape(), initialValue.dtype(), null, false, () -> initialValue);
  }

  /** Returns the short name. */
  public String name() {
    return name;
  }

  /** Returns the name with the owner's in front: {@code "dense/kernel"}. */
  public String path() {
    return path;
  }

  void path(String newPath) {
    path = newPath;
  }

  /** Returns the shape. */
  public Shape shape() {
    return shape;
  }

  /** Returns the element type. */
  public DType dtype() {
    return dtype;
  }

  /** Returns whether optimizers may change it. */
  public boolean trainable() {
    return trainable;
  }

  /** Freezes or thaws; a variable that was made not trainable stays so. */
  void trainable(boolean value) {
    trainable = value && trainableByNature;
  }

  boolean trainableByNature() {
    return trainableByNature;
  }

  /** Returns the penalty on its value, or null. */
  public @Nullable Regularizer regularizer() {
    return regularizer;
  }

  /** Sets the penalty on its value. */
  public Variable regularizer(@Nullable Regularizer r) {
    regularizer = r;
    return this;
  }

  /** Returns what is applied after each update, or null. */
  public @Nullable Constraint constraint() {
    return constraint;
  }

  /** Sets what is applied after each update. */
  public Variable constraint(@Nullable Constraint c) {
    constraint = c;
    return this;
  }

  /** Returns a copy of the current value. */
  public NDArray value() {
    VariableAccess.Home from;
    synchronized (this) {
      from = home;
      if (from == null) {
        if (host == null) {
          host = initialValue.get();
          version++;
        }
        return host.copy();
      }
    }
    return from.read(this);
  }

  /**
   * Sets the value; every model that uses the variable sees it from its next step on.
   *
   * @throws IllegalArgumentException if the shape differs
   */
  public void assign(NDArray value) {
    if (!value.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "Variable '"
              + path
              + "' has shape "
              + shape
              + "; received a value of shape "
              + value.shape());
    }
    NDArray copy = value.dtype() == dtype ? value.copy() : value.asType(dtype);
    synchronized (this) {
      version = effectiveVersion() + 1;
      host = copy;
      home = null;
    }
    VariableAccess.noteAssignment();
  }

  private long effectiveVersion() {
    return version + (home == null ? 0 : home.writes());
  }

  @Override
  public String toString() {
    return "<Variable path=" + path + ", shape=" + shape + ", dtype=" + dtype + ">";
  }

  private static final class Access extends VariableAccess {
    @Override
    public boolean hasValue(Variable v) {
      synchronized (v) {
        return v.host != null || v.home != null;
      }
    }

    @Override
    public @Nullable Initializer initializer(Variable v) {
      return v.initializer;
    }

    @Override
    public long version(Variable v) {
      synchronized (v) {
        return v.effectiveVersion();
      }
    }

    @Override
    public boolean isHome(Variable v, Home candidate) {
      synchronized (v) {
        return v.home == candidate;
      }
    }

    @Override
    public long moved(Variable v, Home newHome) {
      synchronized (v) {
        v.version = v.effectiveVersion() + 1 - newHome.writes();
        v.home = newHome;
        v.host = null;
        return v.effectiveVersion();
      }
    }

    @Override
    public void returned(Variable v, Home leaving, NDArray value) {
      synchronized (v) {
        if (v.home == leaving) {
          v.version = v.effectiveVersion();
          v.home = null;
          v.host = value;
        }
      }
    }
  }
}
