package org.keras4j.initializers;

import org.keras4j.internal.Registry;

/** Finds initializers by Keras's names. */
public final class Initializers {

  private static final Registry<Initializer> REGISTRY =
      new Registry<Initializer>("initializer", false)
          .add(Zeros::new, "Zeros", "zeros", "zero")
          .add(Ones::new, "Ones", "ones", "one")
          .add(Constant::new, "Constant", "constant")
          .add(Identity::new, "Identity", "identity", "IdentityInitializer")
          .add(RandomNormal::new, "RandomNormal", "random_normal", "normal")
          .add(RandomUniform::new, "RandomUniform", "random_uniform", "uniform")
          .add(TruncatedNormal::new, "TruncatedNormal", "truncated_normal")
          .add(VarianceScaling::new, "VarianceScaling", "variance_scaling")
          .add(GlorotUniform::new, "GlorotUniform", "glorot_uniform")
          .add(GlorotNormal::new, "GlorotNormal", "glorot_normal")
          .add(HeUniform::new, "HeUniform", "he_uniform")
          .add(HeNormal::new, "HeNormal", "he_normal")
          .add(LecunUniform::new, "LecunUniform", "lecun_uniform")
          .add(LecunNormal::new, "LecunNormal", "lecun_normal")
          .add(Orthogonal::new, "Orthogonal", "orthogonal", "OrthogonalInitializer");

  private Initializers() {}

  /**
   * Returns a new initializer with its defaults.
   *
   * @param name class name or snake case, such as {@code "glorot_uniform"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Initializer get(String name) {
    return REGISTRY.get(name);
  }
}
