package org.keras4j.internal.graph;

import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Scope;

/** The scope of a layer that computes in bfloat16; see {@link Bfloat16}. */
final class Bfloat16Scope implements Scope {

  private final Scope inner;

  Bfloat16Scope(Scope inner) {
    this.inner = inner;
  }

  /** Returns the scope of the same name that adds operations as they are. */
  Scope inner() {
    return inner;
  }

  @Override
  public OperationBuilder opBuilder(String type, String name) {
    OperationBuilder builder = inner.opBuilder(type, name);
    if (type.equals(Bfloat16.BIAS)) {
      return Bfloat16BiasBuilder.of(builder, inner);
    }
    return Bfloat16.PRODUCTS.contains(type) || Bfloat16.FOLLOWERS.contains(type)
        ? Bfloat16Builder.of(type, builder, inner)
        : builder;
  }

  @Override
  public ExecutionEnvironment env() {
    return inner.env();
  }

  @Override
  public Scope withSubScope(String name) {
    return new Bfloat16Scope(inner.withSubScope(name));
  }

  @Override
  public Scope withName(String name) {
    return new Bfloat16Scope(inner.withName(name));
  }

  @Override
  public Scope withNameAsSubScope(String name) {
    return new Bfloat16Scope(inner.withNameAsSubScope(name));
  }

  @Override
  public Scope withDevice(DeviceSpec device) {
    return new Bfloat16Scope(inner.withDevice(device));
  }

  @Override
  public Scope withInitScope() {
    return new Bfloat16Scope(inner.withInitScope());
  }

  @Override
  public Scope withControlDependencyOps(Iterable<Operation> operations) {
    return new Bfloat16Scope(
        inner.withControlDependencyOps(MissingGradients.nativeOperations(operations)));
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
