package org.keras4j.framework;

import java.util.Objects;
import org.keras4j.activations.Activation;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Reduction;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.framework.initializers.VarianceScaling;
import org.tensorflow.framework.losses.SparseCategoricalCrossentropy;
import org.tensorflow.framework.metrics.BaseMetric;
import org.tensorflow.types.TFloat32;

/**
 * Turns objects of tensorflow-framework into those of Keras4J, so that they can stand wherever a
 * model takes one.
 *
 * <pre id="snippet-framework">{@code
 * var hidden = new Dense(16).activation(Framework.activation(new Swish()));
 * var output = new Dense(1).kernelRegularizer(Framework.regularizer(new L2(0.001f)));
 * var model = Sequential.of(Input.of(4), hidden, output);
 * var loss = Framework.loss(new Huber());
 * var metric = Framework.metric(new MeanAbsoluteError<>(1, TFloat32.class));
 * model.compile(c -> c.optimizer("adam").loss(loss).metrics(metric));
 * }</pre>
 *
 * <p>What the framework computes differently from Keras is said with each method, found by
 * comparison with Keras 3.15. What cannot be used soundly is refused with the reason. The objects
 * are not written into configs in a way that could bring them back: the framework does not tell
 * their arguments.
 *
 * <p>On the module path, {@code var} and {@code List.of} with losses of several classes do not
 * compile, because the framework does not export the class that they extend: declare them as {@code
 * org.tensorflow.framework.losses.Loss}.
 */
public final class Framework {

  private Framework() {}

  /**
   * Returns a loss that computes its values with the framework; Keras4J weights and reduces them.
   * The loss keeps its reduction ({@code AUTO} is {@link Reduction#SUM_OVER_BATCH_SIZE}) and its
   * name.
   *
   * <p>Where the framework and Keras differ:
   *
   * <ul>
   *   <li>{@code BinaryCrossentropy} and {@code CategoricalCrossentropy} of probabilities refuse a
   *       step whose predictions are not all in [0, 1], NaN included, where Keras clips them.
   *       {@code BinaryCrossentropy} adds 10⁻⁷ to what it takes the logarithm of, so that the loss
   *       of a prediction of 0 that is wrong is 15.42 instead of 16.12, of 1 15.33 instead of
   *       15.94. After a sigmoid or softmax Keras goes back to the logits, the framework does not:
   *       where these saturate, its gradient is 0.
   *   <li>{@code CategoricalCrossentropy}: with an axis other than the last, logits are refused by
   *       TensorFlow and label smoothing divides by the wrong number of classes.
   *   <li>{@code Hinge} and {@code SquaredHinge} refuse targets other than −1, 0 and 1, and turn 0
   *       and 1 into −1 and 1 in each row that has nothing else, Keras in the batch if it has
   *       nothing else.
   * </ul>
   *
   * @param loss one of the framework's, or one's own that returns a value for each sample
   * @throws UnsupportedOperationException for {@code SparseCategoricalCrossentropy}, which cannot
   *     be trained
   */
  public static Loss loss(org.tensorflow.framework.losses.Loss loss) {
    Objects.requireNonNull(loss, "loss");
    if (loss instanceof SparseCategoricalCrossentropy) {
      throw Refusals.sparseLoss();
    }
    KnownLosses known = KnownLosses.of(loss);
    Loss ours = new FrameworkLoss(loss, known != null);
    if (known == null) {
      return ours.name(FrameworkNames.of(loss, org.tensorflow.framework.losses.Loss.class));
    }
    return ours.name(FrameworkNames.of(loss, known.name()))
        .reduction(
            switch (known.reduction()) {
              case NONE -> Reduction.NONE;
              case SUM -> Reduction.SUM;
              case AUTO, SUM_OVER_BATCH_SIZE -> Reduction.SUM_OVER_BATCH_SIZE;
            });
  }

  /**
   * Returns a metric that averages the values that the framework computes for single samples. The
   * average itself, with sample weights, over batches and from epoch to epoch, is kept by Keras4J:
   * variables of the framework's metrics belong to one graph.
   *
   * <p>So all metrics are possible that are a mean of values: {@code Accuracy}, {@code
   * BinaryAccuracy}, {@code CategoricalAccuracy}, {@code SparseCategoricalAccuracy}, {@code
   * TopKCategoricalAccuracy}, {@code SparseTopKCategoricalAccuracy}, {@code CosineSimilarity}, and
   * those named after losses, {@code SparseCategoricalCrossentropy} among them. The values differ
   * from Keras's where those of {@link #loss} do, except that predictions and targets are not
   * checked.
   *
   * @throws UnsupportedOperationException for any other metric, naming ours
   */
  public static Metric metric(org.tensorflow.framework.metrics.Metric metric) {
    Objects.requireNonNull(metric, "metric");
    SampleValues values = SampleValues.of(metric);
    if (values == null || !(metric instanceof BaseMetric base)) {
      throw Refusals.metric(metric);
    }
    return new FrameworkMetric(base, values);
  }

  /**
   * Returns an initializer that computes its values with the framework. With the same seed, from 0
   * to 2³¹ − 3, they are those of Keras.
   *
   * <p>Defaults differ: {@code RandomNormal} has a standard deviation of 1 where Keras has 0.05.
   * The values of {@code Glorot}, {@code He}, {@code LeCun}, {@code VarianceScaling}, {@code
   * Orthogonal} and {@code Identity} are kept twice, as long as the graph of a model that trains is
   * there.
   *
   * <p>The initializer throws {@link IllegalArgumentException}, naming ours, where the framework is
   * wrong: {@code VarianceScaling} and what extends it for kernels with three axes or more, unless
   * the last but one is 1, as it counts that axis twice; {@code Orthogonal} for anything but a
   * matrix with no more columns than rows.
   *
   * @throws UnsupportedOperationException for {@code VarianceScaling} and what extends it with the
   *     distribution {@code UNIFORM}, which draws from [0, limit) instead of [−limit, limit)
   */
  public static Initializer initializer(
      org.tensorflow.framework.initializers.Initializer<TFloat32> initializer) {
    Objects.requireNonNull(initializer, "initializer");
    FrameworkInitializer ours = new FrameworkInitializer(initializer);
    if (initializer instanceof VarianceScaling && ours.isNeverNegative()) {
      throw Refusals.uniform(initializer);
    }
    return ours;
  }

  /**
   * Returns an activation that computes with the framework.
   *
   * <p>{@code HardSigmoid} is that of Keras 2, {@code 0.2·x + 0.5} within [0, 1]; in Keras 3 it is
   * {@code x/6 + 0.5}. {@code Softmax} ignores its axis for inputs with two axes; with one other
   * than the last it throws {@link IllegalArgumentException} for them.
   */
  public static Activation activation(org.tensorflow.framework.activations.Activation activation) {
    return new FrameworkActivation(Objects.requireNonNull(activation, "activation"));
  }

  /**
   * Returns a constraint that computes with the framework.
   *
   * <p>{@code NonNeg} makes NaN of −∞, where Keras makes 0.
   */
  public static Constraint constraint(org.tensorflow.framework.constraints.Constraint constraint) {
    return new FrameworkConstraint(Objects.requireNonNull(constraint, "constraint"));
  }

  /** Returns a regularizer that computes with the framework; the values are Keras's. */
  public static Regularizer regularizer(
      org.tensorflow.framework.regularizers.Regularizer regularizer) {
    return new FrameworkRegularizer(Objects.requireNonNull(regularizer, "regularizer"));
  }

  /**
   * Refuses an optimizer. Those of the framework update reference variables, which models do not
   * have; they take the learning rate as a constant, let the powers of beta of Adam race with the
   * updates that read them, and fail at weights that are not trainable.
   *
   * @throws UnsupportedOperationException always, naming the one of {@code org.keras4j.optimizers}
   *     to use
   */
  @SuppressWarnings("DoNotCallSuggester") // the annotation would be another dependency
  public static Optimizer optimizer(org.tensorflow.framework.optimizers.Optimizer optimizer) {
    throw Refusals.optimizer(Objects.requireNonNull(optimizer, "optimizer"));
  }
}
