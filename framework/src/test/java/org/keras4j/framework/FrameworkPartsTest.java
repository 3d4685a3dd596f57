package org.keras4j.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.keras4j.framework.Examples.random;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.constraints.Constraint;
import org.keras4j.internal.graph.OneShot;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.Close;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Graph;
import org.tensorflow.framework.activations.ELU;
import org.tensorflow.framework.activations.Exponential;
import org.tensorflow.framework.activations.GELU;
import org.tensorflow.framework.activations.HardSigmoid;
import org.tensorflow.framework.activations.Linear;
import org.tensorflow.framework.activations.ReLU;
import org.tensorflow.framework.activations.SELU;
import org.tensorflow.framework.activations.Sigmoid;
import org.tensorflow.framework.activations.Softmax;
import org.tensorflow.framework.activations.Softplus;
import org.tensorflow.framework.activations.Softsign;
import org.tensorflow.framework.activations.Swish;
import org.tensorflow.framework.activations.Tanh;
import org.tensorflow.framework.constraints.MaxNorm;
import org.tensorflow.framework.constraints.MinMaxNorm;
import org.tensorflow.framework.constraints.NonNeg;
import org.tensorflow.framework.constraints.UnitNorm;
import org.tensorflow.framework.optimizers.AdaDelta;
import org.tensorflow.framework.optimizers.AdaGrad;
import org.tensorflow.framework.optimizers.AdaGradDA;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.framework.optimizers.Adamax;
import org.tensorflow.framework.optimizers.Ftrl;
import org.tensorflow.framework.optimizers.GradientDescent;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.framework.optimizers.Nadam;
import org.tensorflow.framework.optimizers.RMSProp;
import org.tensorflow.framework.regularizers.L1;
import org.tensorflow.framework.regularizers.L1L2;
import org.tensorflow.framework.regularizers.L2;

/** Activations, constraints and regularizers of the framework beside ours; its optimizers. */
class FrameworkPartsTest {

  private static final NDArray X = random(1, -4, 9, 5, 3);

  static Stream<Arguments> activations() {
    return Stream.of(
        arguments(new Linear(), Activations.LINEAR),
        arguments(new ReLU(), Activations.RELU),
        arguments(new ReLU(0, 6, 0), Activations.RELU6),
        arguments(new ReLU(0.1f, Float.NaN, 0), Activations.relu(0.1, null, 0)),
        arguments(new ReLU(0.1f, 4, 0.5f), Activations.relu(0.1, 4.0, 0.5)),
        arguments(new ReLU(0.1f, 4, 0), Activations.relu(0.1, 4.0, 0)),
        arguments(new ELU(), Activations.ELU),
        arguments(new ELU(0.4), Activations.elu(0.4)),
        arguments(new SELU(), Activations.SELU),
        arguments(new GELU(), Activations.GELU),
        arguments(new GELU(true), Activations.gelu(true)),
        arguments(new Swish(), Activations.SILU),
        arguments(new Sigmoid(), Activations.SIGMOID),
        arguments(new Tanh(), Activations.TANH),
        arguments(new Exponential(), Activations.EXPONENTIAL),
        arguments(new Softplus(), Activations.SOFTPLUS),
        arguments(new Softsign(), Activations.SOFTSIGN),
        arguments(new Softmax(), Activations.SOFTMAX));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsAreOurs(org.tensorflow.framework.activations.Activation theirs, Activation ours) {
    Activation bridged = Framework.activation(theirs);
    String what = theirs.getClass().getSimpleName();
    Close.assertClose(what, values(ours, X), values(bridged, X));
    List<NDArray> expected = trained(new Dense(3).activation(ours));
    List<NDArray> actual = trained(new Dense(3).activation(bridged));
    for (int i = 0; i < expected.size(); i++) {
      Close.assertClose(what + " trained", expected.get(i), actual.get(i), 1e-4, 1e-5);
    }
  }

  private static NDArray values(Activation activation, NDArray x) {
    return OneShot.evaluate(tf -> activation.call(tf, constant(tf, x)));
  }

  private static org.tensorflow.Operand<org.tensorflow.types.TFloat32> constant(
      org.tensorflow.op.Ops tf, NDArray x) {
    return tf.reshape(tf.constant(x.toFloatArray()), tf.constant(x.shape().asArray()));
  }

  private static List<NDArray> trained(Layer layer) {
    try (Sequential m = Sequential.of(Input.of(3), layer)) {
      m.setWeights(List.of(random(5, -0.5, 0.5, 3, 3), random(6, -0.1, 0.1, 3)));
      m.compile(c -> c.optimizer(new SGD(0.01)).loss("mse"));
      m.fit(random(7, -2, 2, 5, 3), X, o -> o.verbose(0).epochs(3).batchSize(3).shuffle(false));
      return m.getWeights();
    }
  }

  @Test
  void softmaxIgnoresItsAxisOnlyWhereItIsRefused() {
    Activation last = Framework.activation(new Softmax(1));
    assertEquals(values(Activations.SOFTMAX, X), values(last, X));
    Activation first = Framework.activation(new Softmax(0));
    var e = assertThrows(IllegalArgumentException.class, () -> values(first, X));
    assertTrue(e.getMessage().contains("Activations.softmax(0)"), e.getMessage());
    NDArray cube = random(2, -1, 1, 2, 3, 2);
    Close.assertClose(
        "three axes",
        values(Activations.softmax(1), cube),
        values(Framework.activation(new Softmax(1)), cube));
  }

  @Test
  void hardSigmoidIsThatOfKeras2() {
    NDArray x = NDArray.of(new float[] {-3, -1, 0, 1, 2, 3});
    Close.assertClose(
        "hard_sigmoid",
        NDArray.of(new float[] {0, 0.3f, 0.5f, 0.7f, 0.9f, 1}),
        values(Framework.activation(new HardSigmoid()), x));
  }

  static Stream<Arguments> constraints() {
    return Stream.of(
        arguments(new MaxNorm(), new org.keras4j.constraints.MaxNorm()),
        arguments(new MaxNorm(0.7, 1), new org.keras4j.constraints.MaxNorm(0.7).axis(1)),
        arguments(new MinMaxNorm(), new org.keras4j.constraints.MinMaxNorm()),
        arguments(
            new MinMaxNorm(0.5, 0.8, 0.3, 0),
            new org.keras4j.constraints.MinMaxNorm(0.5, 0.8).rate(0.3)),
        arguments(new UnitNorm(), new org.keras4j.constraints.UnitNorm()),
        arguments(new NonNeg(), new org.keras4j.constraints.NonNeg()));
  }

  @ParameterizedTest
  @MethodSource("constraints")
  void constraintsAreOurs(org.tensorflow.framework.constraints.Constraint theirs, Constraint ours) {
    Constraint bridged = Framework.constraint(theirs);
    String what = theirs.getClass().getSimpleName();
    Close.assertClose(
        what,
        OneShot.evaluate(tf -> ours.call(tf, constant(tf, X))),
        OneShot.evaluate(tf -> bridged.call(tf, constant(tf, X))));
    List<NDArray> expected = trained(new Dense(3).kernelConstraint(ours));
    List<NDArray> actual = trained(new Dense(3).kernelConstraint(bridged));
    Close.assertClose(what + " trained", expected.get(0), actual.get(0));
  }

  @Test
  void nonNegMakesNaNOfMinusInfinity() {
    NDArray w = NDArray.of(new float[] {Float.NEGATIVE_INFINITY, -1, 2});
    NDArray expected = NDArray.of(new float[] {Float.NaN, 0, 2});
    Constraint bridged = Framework.constraint(new NonNeg());
    Close.assertIdentical(
        "nonneg", expected, OneShot.evaluate(tf -> bridged.call(tf, constant(tf, w))));
  }

  static Stream<Arguments> regularizers() {
    return Stream.of(
        arguments(new L1(), new org.keras4j.regularizers.L1()),
        arguments(new L2(), new org.keras4j.regularizers.L2()),
        arguments(new L1L2(0.2f, 0.3f), new org.keras4j.regularizers.L1L2(0.2, 0.3)),
        arguments(new L1L2(0, 0), new org.keras4j.regularizers.L1L2(0, 0)));
  }

  @ParameterizedTest
  @MethodSource("regularizers")
  void regularizersAreOurs(
      org.tensorflow.framework.regularizers.Regularizer theirs, Regularizer ours) {
    Regularizer bridged = Framework.regularizer(theirs);
    String what = theirs.getClass().getSimpleName();
    Close.assertClose(
        what,
        OneShot.evaluate(tf -> ours.call(tf, constant(tf, X))),
        OneShot.evaluate(tf -> bridged.call(tf, constant(tf, X))));
    List<NDArray> expected =
        trained(new Dense(3).kernelRegularizer(ours).activityRegularizer(ours));
    List<NDArray> actual =
        trained(new Dense(3).kernelRegularizer(bridged).activityRegularizer(bridged));
    Close.assertClose(what + " trained", expected.get(0), actual.get(0));
  }

  @Test
  void optimizersAreRefused() {
    try (Graph graph = new Graph()) {
      refused(new Adam(graph), "optimizers.Adam");
      refused(new Adamax(graph), "optimizers.Adamax");
      refused(new Nadam(graph), "optimizers.Nadam");
      refused(new Ftrl(graph), "optimizers.Ftrl");
      refused(new AdaGrad(graph), "optimizers.Adagrad");
      refused(new AdaGradDA(graph), "optimizers.Adagrad");
      refused(new AdaDelta(graph), "optimizers.Adadelta");
      refused(new RMSProp(graph), "optimizers.RMSprop");
      refused(new Momentum(graph), "optimizers.SGD with momentum");
      refused(new GradientDescent(graph), "optimizers.SGD");
    }
  }

  private static void refused(
      org.tensorflow.framework.optimizers.Optimizer optimizer, String remedy) {
    var e = assertThrows(UnsupportedOperationException.class, () -> Framework.optimizer(optimizer));
    assertTrue(e.getMessage().endsWith(remedy), e.getMessage());
  }
}
