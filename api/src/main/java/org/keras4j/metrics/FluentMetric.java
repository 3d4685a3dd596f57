package org.keras4j.metrics;

/**
 * A metric whose arguments are set by chained methods that keep its type.
 *
 * @param <S> the metric's own type
 */
public abstract class FluentMetric<S extends FluentMetric<S>> extends Metric {

  /** For subclasses. */
  protected FluentMetric() {}

  /** Returns this, in its own type. */
  @SuppressWarnings("unchecked")
  protected final S self() {
    return (S) this;
  }

  @Override
  public S name(String newName) {
    super.name(newName);
    return self();
  }
}
