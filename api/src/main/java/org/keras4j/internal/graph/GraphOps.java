package org.keras4j.internal.graph;

import org.tensorflow.ConcreteFunction;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/**
 * Adds operations to graphs: the only place where {@link Ops} are made, so that all of them name
 * operations as {@link GraphScope} does.
 */
public final class GraphOps {

  private GraphOps() {}

  /** Returns what adds operations to the graph, outside any scope. */
  public static Ops of(Graph graph) {
    return Ops.create(new Named(graph, new GraphScope(graph)));
  }

  /** Returns the same for what will be differentiated; see {@link TrainingScope}. */
  public static Ops differentiable(Graph graph) {
    return Ops.create(new Named(graph, new TrainingScope(new GraphScope(graph))));
  }

  /** Returns what adds operations to the scope's graph in that scope. */
  static Ops with(Scope scope) {
    return Ops.create(new Named((Graph) scope.env(), scope));
  }

  /** A graph whose first scope is ours. The scope itself refers to the graph. */
  private record Named(Graph graph, Scope baseScope) implements ExecutionEnvironment {

    @Override
    public OperationBuilder opBuilder(String type, String name, Scope scope) {
      return graph.opBuilder(type, name, scope);
    }

    @Override
    public void attachFunction(ConcreteFunction function) {
      graph.attachFunction(function);
    }

    @Override
    public void checkInput(Operation input) {
      graph.checkInput(input);
    }

    @Override
    public Types environmentType() {
      return graph.environmentType();
    }

    @Override
    public boolean isInitializer(Operation op) {
      return graph.isInitializer(op);
    }
  }
}
