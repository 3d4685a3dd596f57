package org.keras4j.augment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.keras4j.core.CallContext;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.RawTensor;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Looks into a layer: what it draws in its n-th call, and its gradient by the input. */
final class Probe implements CallContext {

  private final Ops tf;
  private final int earlierDraws;
  private final Map<SeedGenerator, Integer> draws = new HashMap<>();

  private Probe(Ops tf, int earlierDraws) {
    this.tf = tf;
    this.earlierDraws = earlierDraws;
  }

  /** Computes something from images, as a layer's first calls one after the other would. */
  static List<NDArray> look(
      NDArray images,
      int calls,
      int drawsPerCall,
      BiFunction<Images, CallContext, Operand<?>> function) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      NDArray batch = images.rank() == 3 ? images.expandDims(0) : images;
      Operand<TFloat32> x = constant(tf, batch);
      List<Operand<?>> all = new ArrayList<>();
      for (int call = 0; call < calls; call++) {
        all.add(function.apply(new Images(tf, x), new Probe(tf, call * drawsPerCall)));
      }
      return run(graph, all);
    }
  }

  /** Differentiates {@code Σ output · cotangent} by the input of a layer in training. */
  static NDArray gradient(ImageLayer<?> layer, NDArray x, NDArray cotangent) {
    return gradient((tf, in) -> layer.call(tf, List.of(in), new Probe(tf, 0)).get(0), x, cotangent);
  }

  static NDArray gradient(
      BiFunction<Ops, Operand<TFloat32>, Operand<?>> function, NDArray x, NDArray cotangent) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> in = constant(tf, x);
      Output<?>[] gradients =
          graph.addGradients(
              "gradient",
              new Output<?>[] {function.apply(tf, in).asOutput()},
              new Output<?>[] {in.asOutput()},
              new Output<?>[] {constant(tf, cotangent).asOutput()});
      return run(graph, List.of(gradients[0])).get(0);
    }
  }

  /** Runs a layer on images whose height and width become known only by being fed. */
  static NDArray unknownSize(ImageLayer<?> layer, NDArray x) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> in =
          tf.placeholder(
              TFloat32.class,
              Placeholder.shape(org.tensorflow.ndarray.Shape.of(-1, -1, -1, x.shape().get(-1))));
      Operand<?> y = layer.call(tf, List.of(in), new Probe(tf, 0)).get(0);
      try (Session session = new Session(graph);
          TFloat32 fed = TFloat32.tensorOf(org.tensorflow.ndarray.Shape.of(x.shape().asArray()))) {
        fed.asRawTensor().data().asFloats().write(x.toFloatArray());
        try (Result r = session.runner().feed(in, fed).fetch(y).run()) {
          return array(r.get(0).asRawTensor());
        }
      }
    }
  }

  private static Operand<TFloat32> constant(Ops tf, NDArray a) {
    return tf.reshape(tf.constant(a.toFloatArray()), tf.constant(a.shape().asArray()));
  }

  private static List<NDArray> run(Graph graph, List<Operand<?>> fetches) {
    Ops tf = Ops.create(graph);
    List<NDArray> all = new ArrayList<>();
    try (Session session = new Session(graph)) {
      Session.Runner runner = session.runner();
      for (Operand<?> f : fetches) {
        runner.fetch(tf.dtypes.cast(number(tf, f), TFloat32.class));
      }
      try (Result r = runner.run()) {
        for (int i = 0; i < fetches.size(); i++) {
          all.add(array(r.get(i).asRawTensor()));
        }
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Operand<? extends TNumber> number(Ops tf, Operand<?> x) {
    return x.type() == TBool.class
        ? tf.dtypes.cast((Operand<TBool>) x, TInt32.class)
        : (Operand<? extends TNumber>) x;
  }

  private static NDArray array(RawTensor t) {
    float[] values = new float[Math.toIntExact(t.shape().size())];
    t.data().asFloats().read(values);
    return NDArray.wrap(values, t.shape().asArray());
  }

  @Override
  public boolean training() {
    return true;
  }

  @Override
  public Operand<TInt32> seed(SeedGenerator generator) {
    long n = draws.merge(generator, 1, Integer::sum) - 1L + earlierDraws;
    long modulus = (1L << 31) - 2;
    return tf.constant(
        new int[] {
          (int) Math.floorMod(generator.seed(), modulus), (int) Math.floorMod(n, modulus)
        });
  }

  @Override
  public Operand<TFloat32> read(Variable variable) {
    throw new AssertionError("these layers have no weights");
  }

  @Override
  public <T extends TType> Operand<T> read(Variable variable, Class<T> type) {
    throw new AssertionError("these layers have no weights");
  }

  @Override
  public void update(Variable variable, Operand<TFloat32> value) {
    throw new AssertionError();
  }

  @Override
  public void add(Variable variable, Operand<? extends TType> delta) {
    throw new AssertionError();
  }

  @Override
  public void addLoss(Operand<TFloat32> loss) {
    throw new AssertionError();
  }

  static NDArray floats(NDArray a) {
    return a.asType(DType.FLOAT32);
  }
}
