package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.internal.graph.OperandProbe;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;

/** Every operation, on arrays and on operands, against what Keras computes. */
class OpsParityTest {

  /** Operations without a Keras counterpart that computes the same from the same arguments. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "of",
          "evaluate",
          "convertToTensor",
          "shape",
          "size",
          "zeros",
          "ones",
          "full",
          "arange",
          "stopGradient",
          "reshapeLike",
          "broadcastLike",
          "flatten");

  static List<Named> cases() {
    List<Named> all = new ArrayList<>();
    for (JsonNode c : Fixtures.read("ops")) {
      all.add(new Named(all.size(), c));
    }
    return all;
  }

  record Named(int number, JsonNode c) {
    @Override
    public String toString() {
      String text = c.get("op").asText() + " " + number + ": " + c.get("args");
      return text.length() < 160 ? text : text.substring(0, 160);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void arrays(Named named) {
    JsonNode c = named.c();
    List<Object> args = new ArrayList<>();
    c.get("args").forEach(a -> args.add(argument(a, c)));
    Object y = call(c, null, args);
    List<?> all = y instanceof List<?> l ? l : List.of(y);
    check(c, all.stream().map(NDArray.class::cast).toList(), true);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void operands(Named named) {
    JsonNode c = named.c();
    if (isDynamic(c)) {
      return;
    }
    List<Object> args = new ArrayList<>();
    c.get("args").forEach(a -> args.add(argument(a, c)));
    List<NDArray> inputs = new ArrayList<>();
    for (Object a : args) {
      if (a instanceof NDArray x) {
        inputs.add(x);
      } else if (a instanceof NDArray[] xs) {
        inputs.addAll(Arrays.asList(xs));
      }
    }
    String op = c.get("op").asText();
    boolean open = !op.equals("squeeze");
    List<NDArray> all =
        OperandProbe.run(
            (tf, operands) -> {
              List<Operand<?>> left = new ArrayList<>(operands);
              List<Object> given = new ArrayList<>();
              for (Object a : args) {
                if (a instanceof NDArray) {
                  given.add(left.remove(0));
                } else if (a instanceof NDArray[] xs) {
                  given.add(
                      op.equals("einsum") ? left.toArray(new Operand<?>[0]) : List.copyOf(left));
                  left = new ArrayList<>(left.subList(xs.length, left.size()));
                } else {
                  given.add(a);
                }
              }
              Object y = call(c, KerasOps.of(tf), given);
              if (y instanceof NeuralOps.TopK<?> top) {
                return List.of(top.values(), top.indices());
              }
              return y instanceof List<?> l
                  ? l.stream().<Operand<?>>map(o -> (Operand<?>) o).toList()
                  : List.of((Operand<?>) y);
            },
            inputs,
            open,
            c.has("dy") ? array(c.get("dy")) : null);
    int n = c.get("y").size();
    check(c, all.subList(0, n), false);
    for (int i = 0; c.has("dx") && i < c.get("dx").size(); i++) {
      Close.assertClose("gradient " + i, array(c.get("dx").get(i)), all.get(n + i), 2e-5, 2e-6);
    }
  }

  /**
   * Whether the type of the result would surprise Java's compiler, so that an error asks to cast.
   */
  private static boolean isDynamic(JsonNode c) {
    String op = c.get("op").asText();
    JsonNode args = c.get("args");
    String first = args.get(0).path("array").path("dtype").asText();
    if (Set.of("sum", "prod").contains(op)) {
      return first.equals("bool") || first.equals("uint8");
    }
    if (Set.of("square", "cumsum").contains(op)) {
      return first.equals("bool");
    }
    boolean number = args.size() > 1 && args.get(1).isNumber();
    if (number && op.equals("mod") && first.equals("uint8")) {
      return true;
    }
    return number
        && Set.of("add", "subtract", "multiply", "power", "maximum", "minimum").contains(op)
        && !first.startsWith("float")
        && (first.equals("bool") || args.get(1).isFloatingPointNumber());
  }

  private static void check(JsonNode c, List<NDArray> actual, boolean types) {
    assertEquals(c.get("y").size(), actual.size(), "results");
    for (int i = 0; i < actual.size(); i++) {
      NDArray expected = array(c.get("y").get(i));
      if (types) {
        assertEquals(expected.dtype(), actual.get(i).dtype(), "type");
      }
      Close.assertClose("result " + i, expected, actual.get(i));
    }
  }

  private static Object argument(JsonNode a, JsonNode c) {
    if (a.has("array")) {
      return array(a.get("array"));
    } else if (a.has("list")) {
      List<NDArray> all = new ArrayList<>();
      a.get("list").forEach(x -> all.add(array(x)));
      return all.toArray(new NDArray[0]);
    } else if (a.isBoolean()) {
      return a.asBoolean();
    } else if (a.isInt()) {
      return a.asInt();
    } else if (a.isNumber()) {
      return a.asDouble();
    } else if (a.isTextual()) {
      String text = a.asText();
      boolean type = c.get("op").asText().equals("cast");
      return type ? dtype(text) : text.endsWith("inf") ? infinity(text) : (Object) text;
    } else if (a.size() > 0 && a.get(0).isArray()) {
      int[][] rows = new int[a.size()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (int[]) argument(a.get(i), c);
      }
      return rows;
    }
    int[] all = new int[a.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = a.get(i).asInt();
    }
    return all;
  }

  private static double infinity(String text) {
    return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static DType dtype(String name) {
    return Arrays.stream(DType.values()).filter(d -> d.kerasName().equals(name)).findAny().get();
  }

  /** Also of the types that models do not take. */
  private static NDArray array(JsonNode node) {
    long[] shape =
        Fixtures.map(node).get("shape") instanceof List<?> l
            ? l.stream().mapToLong(d -> ((Number) d).longValue()).toArray()
            : new long[0];
    JsonNode data = node.get("data");
    return switch (node.get("dtype").asText()) {
      case "float64" -> {
        double[] v = new double[data.size()];
        for (int i = 0; i < v.length; i++) {
          v[i] =
              Double.parseDouble(
                  data.get(i).asText().replace("nan", "NaN").replace("inf", "Infinity"));
        }
        yield NDArray.wrap(v, shape);
      }
      case "bool" -> {
        boolean[] v = new boolean[data.size()];
        for (int i = 0; i < v.length; i++) {
          v[i] = data.get(i).asBoolean();
        }
        yield NDArray.of(v).reshape(shape);
      }
      default -> Fixtures.array(node);
    };
  }

  private static Object call(JsonNode c, KerasOps k, List<Object> given) {
    String name = c.get("op").asText();
    List<Object> args = new ArrayList<>(given);
    if (k == null && Set.of("concatenate", "stack").contains(name)) {
      Collections.reverse(args);
    }
    if (name.equals("einsum") && k == null) {
      args =
          new ArrayList<>(
              List.of(given.get(0), given.subList(1, given.size()).toArray(new NDArray[0])));
    } else if (name.equals("einsum")) {
      args =
          new ArrayList<>(
              List.of(given.get(0), given.subList(1, given.size()).toArray(new Operand<?>[0])));
    }
    for (Method m : KerasOps.class.getMethods()) {
      Object[] fitted = fit(m, name, args, k);
      if (fitted != null) {
        try {
          return m.invoke(k, fitted);
        } catch (InvocationTargetException e) {
          throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new AssertionError("No method " + name + " for " + args);
  }

  private static Object[] fit(Method m, String name, List<Object> args, KerasOps k) {
    if (!m.getName().equals(name)
        || m.getParameterCount() != args.size()
        || Modifier.isStatic(m.getModifiers()) != (k == null)) {
      return null;
    }
    Object[] fitted = new Object[args.size()];
    for (int i = 0; i < fitted.length; i++) {
      Class<?> type = m.getParameterTypes()[i];
      Object a = args.get(i);
      if (type == Class.class && a instanceof DType d) {
        a = OpsBase.type(d);
      } else if (type == long[].class && a instanceof int[] v) {
        a = Arrays.stream(v).asLongStream().toArray();
      } else if (type == double.class && a instanceof Number n) {
        a = n.doubleValue();
      }
      boolean fits =
          type.isInstance(a)
              || (type == int.class && a instanceof Integer)
              || (type == double.class && a instanceof Double)
              || (type == boolean.class && a instanceof Boolean);
      if (!fits) {
        return null;
      }
      fitted[i] = a;
    }
    return fitted;
  }

  @Test
  void everyOperationIsReplayed() {
    Set<String> replayed =
        Fixtures.read("ops").stream()
            .map(c -> c.get("op").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing = new TreeSet<>();
    for (Method m : KerasOps.class.getMethods()) {
      if (m.getDeclaringClass() != Object.class && !ELSEWHERE.contains(m.getName())) {
        missing.add(m.getName());
      }
    }
    missing.removeAll(replayed);
    assertEquals(Set.of(), missing, "operations without a case in parity/ops.py");
  }
}
