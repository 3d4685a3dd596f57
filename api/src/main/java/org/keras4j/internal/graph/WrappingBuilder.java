package org.keras4j.internal.graph;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;

/**
 * Stands in place of the builder of an operation: sees what it is given, and returns something else
 * for what it builds.
 */
abstract class WrappingBuilder implements InvocationHandler {

  private final OperationBuilder builder;

  WrappingBuilder(OperationBuilder builder) {
    this.builder = builder;
  }

  /** Returns what to hand out in place of the builder. */
  final OperationBuilder proxy() {
    return (OperationBuilder)
        Proxy.newProxyInstance(
            OperationBuilder.class.getClassLoader(), new Class<?>[] {OperationBuilder.class}, this);
  }

  /**
   * Sees a call of the builder before it is made, and may exchange its arguments.
   *
   * @param method its name
   */
  abstract void called(String method, @Nullable Object[] arguments);

  /** Returns what stands for the operation that was built. */
  abstract Operation built(Operation op);

  @Override
  public final Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    called(method.getName(), arguments);
    try {
      Object result = method.invoke(builder, arguments);
      return result instanceof Operation op ? built(op) : proxy;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
