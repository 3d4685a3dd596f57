package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Intersection over union of classes that are numbers or one-hot.
 *
 * @param <S> the metric's own type
 */
abstract class ClassOverlap<S extends ClassOverlap<S>> extends OverlapMetric<S> {

  private boolean sparseYTrue;
  private boolean sparseYPred;
  private int axis = -1;

  ClassOverlap(int numClasses, int[] targetClassIds, boolean sparse) {
    super(numClasses, targetClassIds);
    sparseYTrue = sparse;
    sparseYPred = sparse;
  }

  /** Sets a true class whose elements do not count. By default none. */
  public final S ignoreClass(@Nullable Integer label) {
    ignoredClass(label);
    return self();
  }

  /** Sets whether predictions are class numbers rather than one value for each class. */
  public final S sparseYPred(boolean value) {
    sparseYPred = value;
    return self();
  }

  /** Sets the axis of the classes. By default the last. */
  public final S axis(int value) {
    axis = value;
    return self();
  }

  final void sparseTargets(boolean value) {
    sparseYTrue = value;
  }

  @Override
  final void checkShapes(Shape yTrue, Shape yPred) {
    if (!sparseYTrue) {
      requireAxis(yTrue, yTrue, axis);
    }
    if (!sparseYPred) {
      requireAxis(yPred, yPred, axis);
    }
  }

  @Override
  final Operand<TInt64> trueClasses(Ops tf, Operand<TFloat32> yTrue) {
    return classes(tf, yTrue, sparseYTrue);
  }

  @Override
  final Operand<TInt64> predictedClasses(Ops tf, Operand<TFloat32> yPred) {
    return classes(tf, yPred, sparseYPred);
  }

  private Operand<TInt64> classes(Ops tf, Operand<TFloat32> x, boolean sparse) {
    return sparse ? tf.dtypes.cast(x, TInt64.class) : tf.math.argMax(x, tf.constant(axis));
  }

  final void numClassesConfig(Config c) {
    c.integer("num_classes", numClasses());
  }

  final void targetsConfig(Config c) {
    c.integers("target_class_ids", targetClassIds());
  }

  final void optionsConfig(Config c, boolean withTargets) {
    c.integerOrNull("ignore_class", ignoredClass(), this::ignoredClass);
    if (withTargets) {
      c.flag("sparse_y_true", sparseYTrue, this::sparseTargets);
    }
    c.flag("sparse_y_pred", sparseYPred, this::sparseYPred);
    c.integer("axis", axis, this::axis);
  }
}
