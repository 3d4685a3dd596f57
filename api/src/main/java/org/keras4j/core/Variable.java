package org.keras4j.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

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
  private final @Nullable InitialValue initializer;
  private final Supplier<NDArray> initialValue;
  private final boolean trainableByNature;
  private String path;
  private boolean trainable;
  private @Nullable WeightFunction regularizer;
  private @Nullable WeightFunction constraint;

  private @Nullable NDArray host;
  private VariableAccess.@Nullable Home home;
  private long version;

  Variable(
      String name,
      Shape shape,
      DType dtype,
      @Nullable InitialValue initializer,
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
  public Variable(String name, Shape shape, InitialValue initializer, boolean trainable) {
    this(name, shape, DType.FLOAT32, initializer, trainable, () -> initializer.initialize(shape));
  }

  /**
   * Makes a variable that is not trainable, of any element type, from its first value.
   *
   * @param name a short name such as {@code "iteration"}
   */
  public Variable(String name, NDArray initialValue) {
    this(name, initialValue.shape(), initialValue.dtype(), null, false, initialValue::copy);
    host = initialValue.copy();
  }

  /** Returns the short name. */
  public String name() {
    return name;
  }

  /** Returns the name with the owner's in front: {@code "dense/kernel"}. */
  public String path() {
    return path;
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

  /** Returns the penalty on its value, or null. */
  public @Nullable WeightFunction regularizer() {
    return regularizer;
  }

  /** Sets the penalty on its value. */
  public Variable regularizer(@Nullable WeightFunction r) {
    regularizer = r;
    return this;
  }

  /** Returns what is applied after each update, or null. */
  public @Nullable WeightFunction constraint() {
    return constraint;
  }

  /** Sets what is applied after each update. */
  public Variable constraint(@Nullable WeightFunction c) {
    constraint = c;
    return this;
  }

  /** Returns the current value, which does not change with the variable. */
  public NDArray value() {
    return VariableAccess.get().values(List.of(this)).get(0);
  }

  /**
   * Sets the value; every model that uses the variable sees it from its next step on.
   *
   * @throws IllegalArgumentException if the shape differs
   */
  public void assign(NDArray value) {
    VariableAccess.get().assign(Map.of(this, value));
  }

  private NDArray checked(NDArray value, boolean own) {
    if (!value.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "Variable '"
              + path
              + "' has shape "
              + shape
              + "; received a value of shape "
              + value.shape());
    }
    if (value.dtype() != dtype) {
      return value.asType(dtype);
    }
    return own ? value : value.copy();
  }

  private void become(NDArray value) {
    version = currentVersion() + 1;
    host = value;
    home = null;
  }

  private long currentVersion() {
    return version + (home == null ? 0 : home.writes());
  }

  @Override
  public String toString() {
    return "<Variable path=" + path + ", shape=" + shape + ", dtype=" + dtype + ">";
  }

  /** All that changes in a variable's life, behind the one lock that variables share. */
  private static final class Access extends VariableAccess {
    @Override
    protected void assign(Map<Variable, NDArray> values, boolean own) {
      Map<Variable, NDArray> checked = new LinkedHashMap<>();
      values.forEach((v, value) -> checked.put(v, v.checked(value, own)));
      atomically(
          () -> {
            checked.forEach(Variable::become);
            noteAssignment();
            return null;
          });
    }

    @Override
    public @Nullable InitialValue initializer(Variable v) {
      return v.initializer;
    }

    @Override
    public void path(Variable v, String path) {
      v.path = path;
    }

    @Override
    public void trainable(Variable v, boolean value) {
      v.trainable = value && v.trainableByNature;
    }

    @Override
    public boolean trainableByNature(Variable v) {
      return v.trainableByNature;
    }

    @Override
    public Known known(Variable v) {
      return atomically(() -> new Known(v.currentVersion(), v.home, v.host));
    }

    @Override
    public boolean isHome(Variable v, Home candidate) {
      return v.home == candidate;
    }

    @Override
    public void initialize(Variable v) {
      if (known(v).hasValue()) {
        return;
      }
      // Takes a while, so not behind the lock; two threads would make the same value.
      NDArray first = v.initialValue.get();
      atomically(
          () -> {
            if (!known(v).hasValue()) {
              v.become(first);
            }
            return null;
          });
    }

    @Override
    public long moved(Variable v, Home newHome, long knownVersion) {
      return atomically(
          () -> {
            if (v.home != newHome && v.currentVersion() == knownVersion) {
              v.version = knownVersion + 1 - newHome.writes();
              v.home = newHome;
              v.host = null;
              return knownVersion + 1;
            }
            return knownVersion;
          });
    }

    @Override
    public void returned(Variable v, Home leaving, NDArray value) {
      atomically(
          () -> {
            if (v.home == leaving) {
              v.version = v.currentVersion();
              v.home = null;
              v.host = value;
            }
            return null;
          });
    }
  }
}
