package org.keras4j.internal.graph;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Scope;
import org.tensorflow.op.dtypes.Cast;
import org.tensorflow.op.math.Add;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/** Adds a bias in bfloat16 to what is in bfloat16; see {@link Bfloat16#BIAS}. */
final class Bfloat16BiasBuilder implements InvocationHandler {

  private final OperationBuilder builder;
  private final Scope scope;
  private final List<Output<?>> inputs = new ArrayList<>();
  private boolean channelsLast = true;

  private Bfloat16BiasBuilder(OperationBuilder builder, Scope scope) {
    this.builder = builder;
    this.scope = scope;
  }

  /**
   * Returns a builder in place of another one.
   *
   * @param scope for the other operations
   */
  static OperationBuilder of(OperationBuilder builder, Scope scope) {
    return (OperationBuilder)
        Proxy.newProxyInstance(
            OperationBuilder.class.getClassLoader(),
            new Class<?>[] {OperationBuilder.class},
            new Bfloat16BiasBuilder(builder, scope));
  }

  @Override
  public Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "addInput" -> inputs.add((Output<?>) arguments[0]);
      case "setAttr" -> channelsLast &= !"NCHW".equals(arguments[1]);
      default -> {
        // as it is
      }
    }
    try {
      Object result = method.invoke(builder, arguments);
      return result instanceof Operation op ? built(op) : proxy;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The operation itself has told what is wrong with its inputs, if anything; it is not run. */
  @SuppressWarnings("unchecked") // a bias has the type of what it is added to
  private Operation built(Operation op) {
    Output<TBfloat16> source = Bfloat16.source(inputs.get(0));
    if (source == null || !channelsLast) {
      return op;
    }
    Output<TBfloat16> bias = (Output<TBfloat16>) Bfloat16.rounded(scope, inputs.get(1));
    return new MissingGradients.Replaced(
        op, Cast.create(scope, Add.create(scope, source, bias), TFloat32.class).asOutput());
  }
}
