package org.keras4j.internal.catalogue;

import java.util.List;
import org.keras4j.core.Catalogue;
import org.keras4j.core.ConfigReader;
import org.keras4j.core.Entry;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.GlorotNormal;
import org.keras4j.initializers.GlorotUniform;
import org.keras4j.initializers.HeNormal;
import org.keras4j.initializers.HeUniform;
import org.keras4j.initializers.Identity;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.LecunNormal;
import org.keras4j.initializers.LecunUniform;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Orthogonal;
import org.keras4j.initializers.RandomNormal;
import org.keras4j.initializers.RandomUniform;
import org.keras4j.initializers.TruncatedNormal;
import org.keras4j.initializers.VarianceScaling;
import org.keras4j.initializers.Zeros;

/** Keras's initializers. */
public final class InitializerCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public InitializerCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Initializer.KIND.entry(Zeros.class, a -> new Zeros(), "zeros", "zero"),
        Initializer.KIND.entry(Ones.class, a -> new Ones(), "ones", "one"),
        Initializer.KIND.entry(
            Constant.class,
            a -> a.has("value") ? new Constant(anyNumber(a, "value")) : new Constant(),
            "constant"),
        Initializer.KIND.entry(
            Identity.class,
            a -> a.has("gain") ? new Identity(a.number("gain")) : new Identity(),
            "identity",
            "IdentityInitializer"),
        Initializer.KIND.entry(
            RandomNormal.class, a -> new RandomNormal(), "random_normal", "normal"),
        Initializer.KIND.entry(
            RandomUniform.class, a -> new RandomUniform(), "random_uniform", "uniform"),
        Initializer.KIND.entry(
            TruncatedNormal.class, a -> new TruncatedNormal(), "truncated_normal"),
        Initializer.KIND.entry(
            VarianceScaling.class, a -> new VarianceScaling(), "variance_scaling"),
        Initializer.KIND.entry(GlorotUniform.class, a -> new GlorotUniform(), "glorot_uniform"),
        Initializer.KIND.entry(GlorotNormal.class, a -> new GlorotNormal(), "glorot_normal"),
        Initializer.KIND.entry(HeUniform.class, a -> new HeUniform(), "he_uniform"),
        Initializer.KIND.entry(HeNormal.class, a -> new HeNormal(), "he_normal"),
        Initializer.KIND.entry(LecunUniform.class, a -> new LecunUniform(), "lecun_uniform"),
        Initializer.KIND.entry(LecunNormal.class, a -> new LecunNormal(), "lecun_normal"),
        Initializer.KIND.entry(
            Orthogonal.class,
            a -> a.has("gain") ? new Orthogonal(a.number("gain")) : new Orthogonal(),
            "orthogonal",
            "OrthogonalInitializer"));
  }

  private static double anyNumber(ConfigReader args, String key) {
    return args.get(key) instanceof Double value && value.isNaN() ? value : args.number(key);
  }
}
