package org.keras4j.tuner;

import java.io.Serial;
import java.io.Serializable;
import org.keras4j.Model;

/** A hypermodel that is a builder and trained by plain fit. */
final class BuiltModel extends HyperModel implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final Builder builder;

  BuiltModel(Builder builder) {
    this.builder = builder;
  }

  @Override
  public Model build(HyperParameters hp) {
    return builder.build(hp);
  }
}
