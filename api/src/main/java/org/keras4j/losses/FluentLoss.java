package org.keras4j.losses;

import org.jspecify.annotations.Nullable;

/**
 * A loss whose arguments are set by chained methods that keep its type.
 *
 * @param <S> the loss's own type
 */
public abstract class FluentLoss<S extends FluentLoss<S>> extends Loss {

  /** For subclasses. */
  protected FluentLoss() {}

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

  @Override
  public S reduction(Reduction r) {
    super.reduction(r);
    return self();
  }

  @Override
  public S reduction(@Nullable String r) {
    super.reduction(r);
    return self();
  }
}
