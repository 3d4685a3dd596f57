package org.keras4j.internal.graph;

import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Scope;

/** A scope that adds some operations in a way of its own, and is like another one in all else. */
abstract class WrappingScope implements Scope {

  private final Scope inner;

  WrappingScope(Scope inner) {
    this.inner = inner;
  }

  /** Returns the other scope, which adds operations as they are. */
  final Scope inner() {
    return inner;
  }

  /** Returns a scope of this kind around another one. */
  abstract Scope around(Scope other);

  @Override
  public ExecutionEnvironment env() {
    return inner.env();
  }

  @Override
  public Scope withSubScope(String name) {
    return around(inner.withSubScope(name));
  }

  @Override
  public Scope withName(String name) {
    return around(inner.withName(name));
  }

  @Override
  public Scope withNameAsSubScope(String name) {
    return around(inner.withNameAsSubScope(name));
  }

  @Override
  public Scope withDevice(DeviceSpec device) {
    return around(inner.withDevice(device));
  }

  @Override
  public Scope withInitScope() {
    return around(inner.withInitScope());
  }

  @Override
  public Scope withControlDependencyOps(Iterable<Operation> operations) {
    return around(inner.withControlDependencyOps(MissingGradients.nativeOperations(operations)));
  }

  @Override
  public String makeOpName(String name) {
    return inner.makeOpName(name);
  }

  @Override
  public String makeUnique(String name) {
    return inner.makeUnique(name);
  }

  @Override
  public void refreshNames() {
    inner.refreshNames();
  }

  @Override
  public OperationBuilder apply(OperationBuilder builder) {
    return inner.apply(builder);
  }

  @Override
  public String getDeviceString() {
    return inner.getDeviceString();
  }

  @Override
  public boolean isInit() {
    return inner.isInit();
  }
}
