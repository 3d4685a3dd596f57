package org.keras4j.internal.graph;

import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Scope;

/**
 * A scope of a graph that will be differentiated: operations for which TensorFlow's C library knows
 * no gradient, but Python does, get one when they are added; see {@link MissingGradients}.
 */
final class TrainingScope implements Scope {

  private final Scope inner;

  TrainingScope(Scope inner) {
    this.inner = inner;
  }

  @Override
  public OperationBuilder opBuilder(String type, String name) {
    OperationBuilder builder = inner.opBuilder(type, name);
    return MissingGradients.know(type) ? MissingGradients.added(type, builder, inner) : builder;
  }

  @Override
  public ExecutionEnvironment env() {
    return inner.env();
  }

  @Override
  public Scope withSubScope(String name) {
    return new TrainingScope(inner.withSubScope(name));
  }

  @Override
  public Scope withName(String name) {
    return new TrainingScope(inner.withName(name));
  }

  @Override
  public Scope withNameAsSubScope(String name) {
    return new TrainingScope(inner.withNameAsSubScope(name));
  }

  @Override
  public Scope withDevice(DeviceSpec device) {
    return new TrainingScope(inner.withDevice(device));
  }

  @Override
  public Scope withInitScope() {
    return new TrainingScope(inner.withInitScope());
  }

  @Override
  public Scope withControlDependencyOps(Iterable<Operation> operations) {
    return new TrainingScope(
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
