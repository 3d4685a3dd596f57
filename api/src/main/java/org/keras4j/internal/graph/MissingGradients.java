package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.StopGradient;
import org.tensorflow.op.dtypes.Cast;
import org.tensorflow.op.math.Add;
import org.tensorflow.op.math.FloorDiv;
import org.tensorflow.op.math.Mul;
import org.tensorflow.op.math.NotEqual;
import org.tensorflow.op.math.Sub;
import org.tensorflow.op.math.Xdivy;
import org.tensorflow.op.math.Xlogy;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/**
 * Gradients that Python's TensorFlow has and the C library has not. Where Python's is none or zero,
 * the result is behind a barrier. Where it is not, a term is added that is zero and has the
 * gradient.
 */
final class MissingGradients {

  private static final Set<String> NONE =
      Set.of(
          "Round",
          "Rint",
          "Ceil",
          "OnesLike",
          "FloorDiv",
          "TruncateDiv",
          "RandomStandardNormal",
          "RandomUniform",
          "RandomUniformInt",
          "TruncatedNormal",
          "ParameterizedTruncatedNormal",
          "Multinomial",
          "StatelessRandomNormal",
          "StatelessRandomNormalV2",
          "StatelessRandomUniform",
          "StatelessRandomUniformV2",
          "StatelessRandomUniformInt",
          "StatelessRandomUniformIntV2",
          "StatelessTruncatedNormal",
          "StatelessTruncatedNormalV2",
          "StatelessMultinomial");

  private MissingGradients() {}

  /** Returns whether a gradient is added for this type of operation. */
  static boolean know(String type) {
    return NONE.contains(type) || type.equals("FloorMod") || type.equals("Xlogy");
  }

  /** Returns a builder whose operation has a gradient. */
  static OperationBuilder added(String type, OperationBuilder builder, Scope scope) {
    List<Output<?>> inputs = new ArrayList<>();
    return new WrappingBuilder(builder) {
      @Override
      void called(String method, @Nullable Object[] arguments) {
        if (method.equals("addInput")) {
          inputs.add((Output<?>) arguments[0]);
        }
      }

      @Override
      Operation built(Operation op) {
        return new Replaced(op, gradient(type, scope, op.output(0), inputs));
      }
    }.proxy();
  }

  private static Output<?> gradient(
      String type, Scope scope, Output<?> result, List<Output<?>> inputs) {
    Output<?> barrier = StopGradient.create(scope, result).asOutput();
    if (NONE.contains(type) || !TFloating.class.isAssignableFrom(result.type())) {
      return barrier;
    }
    return withTerm(type, scope, barrier, inputs.get(0), inputs.get(1));
  }

  @SuppressWarnings("unchecked") // both inputs and the result have one type
  private static <T extends org.tensorflow.types.family.TNumber> Output<T> withTerm(
      String type, Scope scope, Output<?> barrier, Output<?> first, Output<?> second) {
    Operand<T> x = (Operand<T>) first;
    Operand<T> y = (Operand<T>) second;
    Operand<T> term;
    if (type.equals("FloorMod")) {
      // x − ⌊x/y⌋·y
      term = Sub.create(scope, x, Mul.create(scope, stop(scope, FloorDiv.create(scope, x, y)), y));
    } else {
      // The derivatives of x·log(y) are log(y) and x/y, both 0 where x is.
      Operand<T> nonZero =
          Cast.create(scope, NotEqual.create(scope, x, Sub.create(scope, x, x)), x.type());
      Operand<T> byX = stop(scope, Xlogy.create(scope, nonZero, y));
      Operand<T> byY = stop(scope, Xdivy.create(scope, x, y));
      term = Add.create(scope, Mul.create(scope, byX, x), Mul.create(scope, byY, y));
    }
    Operand<T> zero = Sub.create(scope, term, stop(scope, term));
    return Add.create(scope, (Operand<T>) barrier, zero).asOutput();
  }

  private static <T extends TType> Operand<T> stop(Scope scope, Operand<T> x) {
    return StopGradient.create(scope, x);
  }

  /** Returns the operations as the graph knows them. */
  static List<Operation> nativeOperations(Iterable<Operation> operations) {
    List<Operation> all = new ArrayList<>();
    operations.forEach(o -> all.add(o instanceof Replaced r ? r.operation : o));
    return all;
  }

  /** An operation with another output in place of its own. */
  record Replaced(Operation operation, Output<?> replacement) implements Operation {

    @Override
    public String name() {
      return operation.name();
    }

    @Override
    public String type() {
      return operation.type();
    }

    @Override
    public ExecutionEnvironment env() {
      return operation.env();
    }

    @Override
    public int numOutputs() {
      return operation.numOutputs();
    }

    @Override
    public int outputListLength(String name) {
      return operation.outputListLength(name);
    }

    @Override
    public Output<?>[] outputList(int index, int length) {
      return new Output<?>[] {replacement};
    }

    @Override
    @SuppressWarnings("unchecked") // the replacement has the type of the output
    public <T extends TType> Output<T> output(int index) {
      return (Output<T>) replacement;
    }

    @Override
    public int inputListLength(String name) {
      return operation.inputListLength(name);
    }
  }
}
