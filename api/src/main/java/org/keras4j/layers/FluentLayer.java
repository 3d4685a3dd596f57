package org.keras4j.layers;

import org.jspecify.annotations.Nullable;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;

/**
 * A layer whose arguments are set by chained methods that keep its type.
 *
 * @param <S> the layer's own type
 */
public abstract class FluentLayer<S extends FluentLayer<S>> extends Layer {

  /** For subclasses. */
  protected FluentLayer() {}

  /** Returns this, in its own type. */
  @SuppressWarnings("unchecked")
  protected final S self() {
    return (S) this;
  }

  /**
   * Changes an argument.
   *
   * @throws IllegalStateException if the layer is built
   */
  protected final S set(String argument, Runnable change) {
    requireNotBuilt(argument);
    change.run();
    return self();
  }

  @Override
  public S name(String newName) {
    super.name(newName);
    return self();
  }

  @Override
  public S trainable(boolean value) {
    super.trainable(value);
    return self();
  }

  @Override
  public S dtype(String policy) {
    super.dtype(policy);
    return self();
  }

  @Override
  public S activityRegularizer(@Nullable Regularizer r) {
    super.activityRegularizer(r);
    return self();
  }

  /** Sets the penalty on the output by name: {@code "l1"}, {@code "l2"}, {@code "l1l2"}. */
  public S activityRegularizer(String r) {
    return activityRegularizer(Regularizers.get(r));
  }
}
