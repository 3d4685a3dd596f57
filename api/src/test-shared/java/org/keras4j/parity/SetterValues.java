package org.keras4j.parity;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.NonNeg;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.Initializer;
import org.keras4j.losses.Reduction;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.optimizers.schedules.PiecewiseConstantDecay;
import org.keras4j.regularizers.L2;
import org.keras4j.regularizers.Regularizer;

/** Arguments to try on setters, good ones and bad ones. */
public final class SetterValues {

  /** Names that some setter takes, and two that none does. */
  private static final List<String> NAMES =
      List.of(
          "tanh", "max_norm", "l2", "ones", "same", "channels_first", "bilinear", "nearest", "sum",
          "columns", "uniform", "fan_out", "macro", "PR", "minoring", "wrap", "triangular2",
          "variance_weighted_average", "mixed_bfloat16", "constant", "some_name", "a/b", "");

  private SetterValues() {}

  /** Returns lists of arguments; most setters refuse some of them. */
  public static List<Object[]> of(Method setter) {
    Class<?>[] types = setter.getParameterTypes();
    List<List<Object>> values = new ArrayList<>();
    for (Class<?> type : types) {
      values.add(of(type));
    }
    List<Object[]> all = new ArrayList<>();
    int n = values.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < n; i++) {
      Object[] arguments = new Object[types.length];
      for (int j = 0; j < types.length; j++) {
        List<Object> v = values.get(j);
        // different ones, rising where the first values do
        arguments[j] = v.isEmpty() ? null : v.get((i + j) % v.size());
      }
      if (values.stream().noneMatch(List::isEmpty)) {
        all.add(arguments);
      }
    }
    return all;
  }

  private static List<Object> of(Class<?> type) {
    if (type == boolean.class) {
      return List.of(true, false);
    }
    if (type == int.class || type == Integer.class) {
      return List.of(3, 2, 1, 4, 0, -1, -7, Integer.MAX_VALUE, Integer.MIN_VALUE);
    }
    if (type == long.class) {
      return List.of(3L, -1L, 1L << 40);
    }
    if (type == double.class || type == Double.class) {
      return List.of(
          0.25, 0.5, 0.75, 1.5, 2.0, -0.5, 0.0, 1.0, -5.0, 7.0, 1e300, Double.NaN,
          Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }
    if (type == int[].class) {
      return List.of(
          new int[] {3}, new int[] {2}, new int[] {1}, new int[] {2, 3}, new int[] {1, 2, 3},
          new int[] {-1}, new int[] {0}, new int[] {-7}, new int[] {1, 1}, new int[0]);
    }
    if (type == double[].class) {
      return List.of(
          new double[] {0.25}, new double[] {0.25, 0.75}, new double[] {2}, new double[] {-1},
          new double[] {Double.NaN}, new double[] {Double.POSITIVE_INFINITY}, new double[0]);
    }
    if (type == String.class) {
      return new ArrayList<>(NAMES);
    }
    if (type == String[].class) {
      return List.of(new String[] {"a"}, new String[] {"(", "b"});
    }
    return objects(type);
  }

  private static List<Object> objects(Class<?> type) {
    if (type == Initializer.class) {
      return List.of(new Constant(0.5));
    }
    if (type == Regularizer.class) {
      return List.of(new L2(0.5));
    }
    if (type == Constraint.class) {
      return List.of(new NonNeg());
    }
    if (type == Activation.class) {
      return List.of(Activations.TANH);
    }
    if (type == Reduction.class) {
      return List.of(Reduction.SUM);
    }
    if (type == LearningRateSchedule.class) {
      return List.of(new PiecewiseConstantDecay(new double[] {1}, new double[] {0.5, 0.25}));
    }
    return List.of();
  }

  /** Returns an argument as it would stand in a file, or null if it is an object. */
  public static Object written(Object argument) {
    if (argument instanceof int[] a) {
      return Arrays.stream(a).boxed().toList();
    }
    if (argument instanceof double[] a) {
      return Arrays.stream(a).boxed().toList();
    }
    if (argument instanceof String[] a) {
      return List.of(a);
    }
    return argument instanceof String || argument instanceof Number || argument instanceof Boolean
        ? argument
        : null;
  }
}
