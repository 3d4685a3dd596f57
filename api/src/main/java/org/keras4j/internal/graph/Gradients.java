package org.keras4j.internal.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.TFloat32;

/** Differentiation, with the checks that TensorFlow's own routine leaves out. */
public final class Gradients {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  /** Operations through which no gradient flows, rightly. */
  private static final Set<String> BARRIERS =
      Set.of("StopGradient", "ArgMax", "ArgMin", "Shape", "Size", "Rank", "ReadVariableOp");

  /** Operations that should have a gradient but for which TensorFlow's C library knows none. */
  private static final Map<String, String> MISSING =
      Map.of(
          "ImageProjectiveTransformV3", "random image transformations",
          "SparseSoftmaxCrossEntropyWithLogits", "sparse crossentropy",
          "Conv3D", "3D convolution",
          "ResourceGather", "gathering from a variable",
          "TopKV2", "top-k",
          "Cumprod", "cumulative products",
          "While", "loops",
          "If", "conditions",
          "CheckNumerics", "numeric checks");

  private static final Pattern UNKNOWN = Pattern.compile("No gradient defined for op: (\\w+)");

  private Gradients() {}

  /** Returns the variables on which the loss depends, in order. */
  private static List<Variable> connected(
      Operand<?> loss, List<Variable> trainable, TraceContext context) {
    Set<GraphOperation> seen = behind(loss);
    List<Variable> connected =
        trainable.stream()
            .filter(v -> context.readOp(v) instanceof GraphOperation read && seen.contains(read))
            .toList();
    checkDifferentiable(seen, connected, context);
    return connected;
  }

  private static void report(List<Variable> trainable, List<Variable> reached, String model) {
    if (trainable.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Model {0} has no trainable weights, so training changes nothing but the state of its"
              + " layers",
          model);
    }
    List<String> lost =
        trainable.stream().filter(v -> !reached.contains(v)).map(Variable::path).toList();
    if (reached.isEmpty() && !trainable.isEmpty()) {
      throw new IllegalStateException(
          "Model '"
              + model
              + "' cannot be trained: the loss depends on none of its weights "
              + lost);
    }
    if (!lost.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The loss of model {0} does not depend on these weights, so they stay as they are: {1}",
          model,
          lost);
    }
  }

  private static Set<GraphOperation> behind(Operand<?> loss) {
    Set<GraphOperation> seen = new HashSet<>();
    Deque<GraphOperation> todo = new ArrayDeque<>();
    todo.push((GraphOperation) loss.asOutput().op());
    while (!todo.isEmpty()) {
      GraphOperation op = todo.pop();
      if (seen.add(op) && !BARRIERS.contains(op.type())) {
        for (Operand<?> in : op.inputs()) {
          todo.push((GraphOperation) in.op());
        }
      }
    }
    return seen;
  }

  private static void checkDifferentiable(
      Set<GraphOperation> seen, List<Variable> reached, TraceContext context) {
    Set<GraphOperation> reads = new HashSet<>();
    reached.forEach(v -> reads.add((GraphOperation) context.readOp(v)));
    for (GraphOperation op : seen) {
      String what = MISSING.get(op.type());
      if (what != null && dependsOnAny(op, reads)) {
        throw noGradient(what, op, null);
      }
    }
  }

  /** Finds out where the operation is for which TensorFlow's C library has no gradient. */
  private static RuntimeException unknownGradient(
      Operand<?> loss, List<? extends Operand<?>> values, TensorFlowException e) {
    Matcher type = UNKNOWN.matcher(String.valueOf(e.getMessage()));
    if (!type.find()) {
      return e;
    }
    Set<GraphOperation> reads = new HashSet<>();
    values.forEach(v -> reads.add((GraphOperation) v.asOutput().op()));
    for (GraphOperation op : behind(loss)) {
      if (op.type().equals(type.group(1)) && dependsOnAny(op, reads)) {
        return noGradient(op.type(), op, e);
      }
    }
    return e;
  }

  private static IllegalStateException noGradient(
      String what, GraphOperation op, @Nullable Exception cause) {
    String[] scopes = op.name().split("/", -1);
    String inside = String.join("/", Arrays.asList(scopes).subList(1, scopes.length - 1));
    return new IllegalStateException(
        "No gradient flows through "
            + what
            + " (operation "
            + op.type()
            + (inside.equals("loss") ? " of the loss" : " of layer '" + inside + "'")
            + " at '"
            + op.name()
            + "'), and there are trainable weights before it. Move it to the front of the model,"
            + " freeze what is before it, or compute the same with other operations",
        cause);
  }

  private static boolean dependsOnAny(GraphOperation op, Set<GraphOperation> reads) {
    Set<GraphOperation> seen = new HashSet<>();
    Deque<GraphOperation> todo = new ArrayDeque<>(List.of(op));
    while (!todo.isEmpty()) {
      GraphOperation o = todo.pop();
      if (reads.contains(o)) {
        return true;
      }
      if (seen.add(o) && !BARRIERS.contains(o.type())) {
        o.inputs().forEach(i -> todo.push((GraphOperation) i.op()));
      }
    }
    return false;
  }

  /**
   * Variables and, for each of them, the derivative of a loss.
   *
   * @param variables in order
   * @param values one for each
   */
  public record ByVariable(List<Variable> variables, List<Operand<TFloat32>> values) {}

  /**
   * Adds the derivatives of a loss by those of the variables that a gradient reaches; the others
   * are reported once, as Keras does.
   *
   * @throws IllegalStateException if there is none
   */
  public static ByVariable of(
      Graph graph,
      String prefix,
      Operand<TFloat32> scaledLoss,
      List<Variable> trainable,
      TraceContext context,
      String model) {
    List<Variable> connected = connected(scaledLoss, trainable, context);
    List<Operand<TFloat32>> all =
        derivatives(
            graph,
            prefix,
            scaledLoss,
            connected.stream()
                .<Operand<TFloat32>>map(v -> context.read(v, TFloat32.class))
                .toList());
    List<Variable> reached = new ArrayList<>();
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (int i = 0; i < connected.size(); i++) {
      if (exists(all.get(i))) {
        reached.add(connected.get(i));
        gradients.add(all.get(i));
      }
    }
    report(trainable, reached, model);
    return new ByVariable(reached, gradients);
  }

  /** TensorFlow returns an output of nothing where the derivative is 0 by construction. */
  private static boolean exists(Operand<?> gradient) {
    try {
      return !gradient.op().type().isEmpty();
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /**
   * Adds the derivative of a scalar by each of the values.
   *
   * @param prefix of the names of all that is added; TensorFlow wants another one each time
   */
  @SuppressWarnings("unchecked")
  private static List<Operand<TFloat32>> derivatives(
      Graph graph, String prefix, Operand<TFloat32> loss, List<Operand<TFloat32>> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    Output<?>[] xs = values.stream().map(Operand::asOutput).toArray(Output[]::new);
    Output<?>[] dy;
    try {
      dy = graph.addGradients(prefix, new Output<?>[] {loss.asOutput()}, xs, null);
    } catch (TensorFlowException e) {
      throw unknownGradient(loss, values, e);
    }
    List<Operand<TFloat32>> all = new ArrayList<>();
    for (Output<?> d : dy) {
      all.add((Operand<TFloat32>) (Operand<?>) d);
    }
    return all;
  }
}
