package org.keras4j.optimizers.schedules;

/**
 * A schedule whose arguments are set by chained methods that keep its type.
 *
 * @param <S> the schedule's own type
 */
public abstract class FluentSchedule<S extends FluentSchedule<S>> extends LearningRateSchedule {

  /** For subclasses. */
  protected FluentSchedule() {}

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
