package org.keras4j.internal.graph;

import org.jspecify.annotations.Nullable;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.OpScope;
import org.tensorflow.op.Scope;

/**
 * A scope whose names are the same in every language. TensorFlow Java's own scope writes the number
 * of a repeated name in the digits of the default locale, and TensorFlow refuses names with Arabic,
 * Persian or Bengali ones.
 */
final class GraphScope implements Scope {

  /** Has everything but the names: device, control dependencies, initialization. */
  private final Scope settings;

  private final GraphNames names;

  /** Empty, or the scope's own name with a slash behind it. */
  private final String prefix;

  /** Stands for the name that an operation has by default. */
  private final @Nullable String name;

  GraphScope(Graph graph) {
    this(new OpScope(graph), GraphNames.of(graph), "", null);
  }

  private GraphScope(Scope settings, GraphNames names, String prefix, @Nullable String name) {
    this.settings = settings;
    this.names = names;
    this.prefix = prefix;
    this.name = name;
  }

  private GraphScope with(Scope changed) {
    return new GraphScope(changed, names, prefix, name);
  }

  private static String checked(String name) {
    if (!Scope.isValidOpName(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot name an operation or a scope: use letters, digits and _.\\/>-");
    }
    return name;
  }

  @Override
  public ExecutionEnvironment env() {
    return settings.env();
  }

  @Override
  public Scope withSubScope(String childScopeName) {
    return new GraphScope(settings, names, makeOpName(childScopeName) + "/", null);
  }

  @Override
  public Scope withName(String opName) {
    return new GraphScope(settings, names, prefix, checked(opName));
  }

  @Override
  public Scope withNameAsSubScope(String defaultName) {
    return withSubScope(defaultName);
  }

  @Override
  public Scope withDevice(DeviceSpec deviceSpec) {
    return with(settings.withDevice(deviceSpec));
  }

  @Override
  public Scope withInitScope() {
    return with(settings.withInitScope());
  }

  @Override
  public Scope withControlDependencyOps(Iterable<Operation> controls) {
    return with(settings.withControlDependencyOps(MissingGradients.nativeOperations(controls)));
  }

  @Override
  public String makeOpName(String defaultName) {
    checked(defaultName);
    return names.unique(prefix + (name == null ? defaultName : name));
  }

  @Override
  public String makeUnique(String id) {
    return names.unique(prefix + checked(id)).substring(prefix.length());
  }

  @Override
  public void refreshNames() {
    names.addAll((Graph) env());
  }

  @Override
  public OperationBuilder apply(OperationBuilder builder) {
    return settings.apply(builder);
  }

  @Override
  public String getDeviceString() {
    return settings.getDeviceString();
  }

  @Override
  public boolean isInit() {
    return settings.isInit();
  }
}
