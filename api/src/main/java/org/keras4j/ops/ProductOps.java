package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Products of matrices. */
abstract class ProductOps extends ComparisonOps {

  ProductOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  /** Returns the product of matrices, in the last two axes; the others broadcast. */
  public <T extends TType> Operand<T> matmul(Operand<? extends T> a, Operand<? extends T> b) {
    int first = rank(a, "matmul");
    int second = rank(b, "matmul");
    if (first == 0 || second == 0) {
      throw new IllegalArgumentException(
          "matmul needs tensors of rank 1 at least; received shapes "
              + shapeOf(a)
              + " and "
              + shapeOf(b));
    }
    return promoted(
        a,
        b,
        (x, y) -> {
          Operand<TNumber> rows = first == 1 ? expandDims(x, 0) : x;
          Operand<TNumber> columns = second == 1 ? expandDims(y, -1) : y;
          Operand<TNumber> product = matrices(rows, columns);
          if (second == 1) {
            product = squeeze(product, -1);
          }
          return first == 1 ? squeeze(product, second == 1 ? -1 : -2) : product;
        });
  }

  private Operand<TNumber> matrices(Operand<TNumber> a, Operand<TNumber> b) {
    int last = a.shape().numDimensions() - 1;
    int nextToLast = b.shape().numDimensions() - 2;
    long inner = a.shape().get(last);
    long other = b.shape().get(nextToLast);
    if (inner >= 0 && other >= 0 && inner != other) {
      throw new IllegalArgumentException(
          "matmul: the last axis of the first tensor and the last but one of the second must agree;"
              + " received shapes "
              + shapeOf(a)
              + " and "
              + shapeOf(b));
    }
    if (a.type() == (Class<?>) TBool.class || a.type() == (Class<?>) TUint8.class) {
      return as(to(matrices(as(to(a, TInt32.class)), as(to(b, TInt32.class))), a.type()));
    }
    if (inner == 0 || other == 0) {
      // oneDNN ends the process where there is nothing to add up.
      return as(sum(tf.math.mul(expandDims(a, -1), expandDims(b, -3)), -2));
    }
    return product(a, b);
  }

  private Operand<TNumber> product(Operand<TNumber> a, Operand<TNumber> b) {
    return a.shape().numDimensions() == 2 && b.shape().numDimensions() == 2
        ? tf.linalg.matMul(a, b)
        : tf.train.batchMatMul(a, b, a.type());
  }

  /** Computes {@link #matmul(Operand, Operand)} of arrays. */
  public static NDArray matmul(NDArray a, NDArray b) {
    return Now.run(k -> k.matmul(k.in(a), k.in(b)));
  }

  /**
   * Returns NumPy's {@code dot}: the product with a scalar, the sum of products of two vectors, and
   * else that over the last axis of the first and the last but one, or only, axis of the second.
   */
  public <T extends TType> Operand<T> dot(Operand<? extends T> a, Operand<? extends T> b) {
    int first = rank(a, "dot");
    int second = rank(b, "dot");
    if (first == 0 || second == 0) {
      return multiply(a, b);
    }
    int inner = second == 1 ? 0 : second - 2;
    return promoted(
        a,
        b,
        (x, y) -> {
          List<Operand<TInt32>> sizes = new ArrayList<>();
          for (int i = 0; i < first - 1; i++) {
            sizes.add(sizeOf(x, i));
          }
          for (int i = 0; i < second; i++) {
            if (i != inner) {
              sizes.add(sizeOf(y, i));
            }
          }
          Operand<TInt32> left = sizeOf(x, first - 1);
          Operand<TInt32> right = sizeOf(y, inner);
          Operand<TNumber> front = moveaxis(y, inner, 0);
          Operand<TNumber> product = matmul(matrix(x, left, false), matrix(front, right, true));
          return reshaped(product, sizes);
        });
  }

  private Operand<TNumber> matrix(Operand<TNumber> x, Operand<TInt32> inner, boolean first) {
    long[] dims = x.shape().asArray();
    int at = first ? 0 : dims.length - 1;
    long rest = 1;
    for (int i = 0; i < dims.length; i++) {
      rest = i == at ? rest : dims[i] < 0 || rest < 0 ? -1 : rest * dims[i];
    }
    Operand<TInt32> others = tf.constant(Math.toIntExact(rest));
    List<Operand<TInt32>> both = first ? List.of(inner, others) : List.of(others, inner);
    return reshaped(x, both);
  }

  /** Computes {@link #dot(Operand, Operand)} of arrays. */
  public static NDArray dot(NDArray a, NDArray b) {
    return Now.run(k -> k.dot(k.in(a), k.in(b)));
  }

  /**
   * Returns the sum of products that an equation describes, such as {@code "bij,bjk->bik"}.
   *
   * @throws IllegalArgumentException if it does not fit the operands
   */
  public Operand<TFloat32> einsum(String equation, Operand<?>... xs) {
    List<Operand<TFloat32>> all = Arrays.stream(xs).map(this::floating).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("einsum needs one operand at least; received none");
    }
    for (Operand<?> x : all) {
      if (x.shape().size() == 0) {
        throw new IllegalArgumentException(
            "einsum needs operands with elements; received shape " + shapeOf(x));
      }
    }
    return tf.linalg.einsum(all, explicit(equation));
  }

  /** Without an arrow, the axes of the result are those that occur once, in alphabetical order. */
  private static String explicit(String equation) {
    if (equation.contains("->")) {
      return equation;
    }
    String once =
        equation
            .chars()
            .filter(c -> Character.isLetter(c) && equation.indexOf(c) == equation.lastIndexOf(c))
            .sorted()
            .mapToObj(Character::toString)
            .collect(java.util.stream.Collectors.joining());
    return equation + "->" + (equation.contains("...") ? "..." : "") + once;
  }

  /** Computes {@link #einsum(String, Operand[])} of arrays. */
  public static NDArray einsum(String equation, NDArray... xs) {
    return Now.run(
        k -> k.einsum(equation, Arrays.stream(xs).map(x -> k.in(x)).toArray(Operand<?>[]::new)));
  }

  /** Returns all products of an element of one vector and one of the other. */
  public <T extends TType> Operand<T> outer(Operand<? extends T> a, Operand<? extends T> b) {
    return multiply(expandDims(flatten(a), 1), expandDims(flatten(b), 0));
  }

  /** Computes {@link #outer(Operand, Operand)} of arrays. */
  public static NDArray outer(NDArray a, NDArray b) {
    return Now.run(k -> k.outer(k.in(a), k.in(b)));
  }
}
