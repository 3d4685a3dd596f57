package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;

class GraphOpsTest {

  static {
    NativeRuntime.ensureLoaded();
  }

  private static List<String> names(Function<Graph, Ops> root) {
    List<String> names = new ArrayList<>();
    try (Graph graph = new Graph()) {
      Ops tf = root.apply(graph);
      var x = tf.constant(1f);
      tf.constant(2f);
      tf.withSubScope("a").constant(3f);
      Ops a = tf.withSubScope("a");
      a.constant(4f);
      var sum = a.withName("sum").math.add(x, x);
      a.withName("sum").math.add(x, x);
      a.withControlDependencies(List.of(sum)).withSubScope("b").math.square(x);
      tf.zeros(tf.constant(new int[] {2}), org.tensorflow.types.TFloat32.class);
      graph.addGradients(
          "gradients", new Output<?>[] {sum.asOutput()}, new Output<?>[] {x.asOutput()}, null);
      root.apply(graph).withSubScope("a").constant(5f);
      root.apply(graph).constant(6f);
      graph.operations().forEachRemaining(op -> names.add(op.name()));
    }
    return names;
  }

  @Test
  void namesAreThoseOfTensorFlow() {
    assertEquals(names(Ops::create), names(GraphOps::of));
  }

  @Test
  void namesAreTheSameInALanguageWithItsOwnDigits() {
    List<String> expected = names(GraphOps::of);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertEquals(expected, names(GraphOps::of));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aNameThatEndsInANumberIsNotGivenTwice() {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      tf.withName("x_1").constant(1f);
      tf.withName("x").constant(1f);
      assertEquals("x_2", tf.withName("x").constant(1f).op().name());
      assertEquals("y", tf.scope().makeUnique("y"));
      assertEquals("y_1", tf.scope().makeUnique("y"));
    }
  }

  @Test
  void badNamesAreRefused() {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      assertThrows(IllegalArgumentException.class, () -> tf.withName("a b"));
      assertThrows(IllegalArgumentException.class, () -> tf.withSubScope(""));
    }
  }

  @Test
  void nothingElseMakesOperations() throws Exception {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      List<Path> others = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("GraphOps.java") && Files.readString(file).contains("Ops.create(")) {
          others.add(file);
        }
      }
      assertTrue(others.isEmpty(), others::toString);
    }
  }
}
