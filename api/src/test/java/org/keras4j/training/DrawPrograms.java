package org.keras4j.training;

import static org.keras4j.parity.ProgramLog.data;
import static org.keras4j.training.TrainingPrograms.compiled;
import static org.keras4j.training.TrainingPrograms.dropping;
import static org.keras4j.training.TrainingPrograms.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.core.SeedGenerator;
import org.keras4j.initializers.GlorotUniform;
import org.keras4j.initializers.HeNormal;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Initializers;
import org.keras4j.initializers.RandomNormal;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv1D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.GaussianDropout;
import org.keras4j.layers.GaussianNoise;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Layers;
import org.keras4j.layers.PReLU;
import org.keras4j.layers.SeparableConv1D;
import org.keras4j.layers.SpatialDropout1D;
import org.keras4j.layers.SpatialDropout2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.ProgramLog;
import org.keras4j.random.KerasRandom;

/** The programs of {@code parity/programs.py} about draws, default seeds and who takes them. */
final class DrawPrograms {

  private DrawPrograms() {}

  static void clearSession(ProgramLog log) {
    log.exact("first", KerasRandom.of().normal(Shape.of(3)));
    Model model = compiled(dropping());
    fit(model);
    log.exact("second", KerasRandom.of().normal(Shape.of(3)));
    Keras.clearSession();
    log.exact("third", KerasRandom.of().normal(Shape.of(3)));
    fit(model);
    log.weights("end", model);
    log.seeds("end", model);
    log.text("name", new Dense(1).name());
    Keras.setDtypePolicy("mixed_bfloat16");
    Keras.clearSession();
    log.text("policy", Keras.dtypePolicy().toString());
    log.nextDefaultSeed();
  }

  private static NDArray pair(long[] seed) {
    return NDArray.wrap(seed, 2);
  }

  static void seedGenerators(ProgramLog log) {
    var first = new SeedGenerator(null);
    var given = new SeedGenerator(5L);
    log.exact("given", pair(given.next()));
    log.exact("draw", KerasRandom.of(given).uniform(Shape.of(3)));
    log.exact("unordered", pair(given.next(false)));
    log.exact("then", pair(given.next()));
    log.exact("global", KerasRandom.of().normal(Shape.of(2)));
    var second = new SeedGenerator(null);
    log.exact("first", pair(first.next()));
    log.exact("first again", pair(first.next()));
    log.exact("second", pair(second.next()));
    log.exact("global again", KerasRandom.of().normal(Shape.of(2)));
    List.of(first, given, second).forEach(g -> log.exact("state", g.state().value()));
    log.exact("negative", pair(new SeedGenerator(-7L).next()));
    log.exact("drawn of negative", KerasRandom.of(new SeedGenerator(-7L)).uniform(Shape.of(2)));
    log.exact(
        "drawn of large", KerasRandom.of(new SeedGenerator((1L << 40) + 5)).uniform(Shape.of(2)));
  }

  static void randomFunctions(ProgramLog log) {
    var generator = new SeedGenerator(3L);
    NDArray x = data(4, 3);
    Map<String, Function<KerasRandom, NDArray>> draws = new LinkedHashMap<>();
    draws.put("normal", r -> r.normal(Shape.of(2, 3)));
    draws.put("dropout", r -> r.dropout(x, 0.4));
    draws.put("dropout of 0", r -> r.dropout(x, 0));
    draws.put("shuffle", r -> r.shuffle(x));
    draws.put("randint", r -> r.randint(Shape.of(3), 0, 9));
    draws.put("categorical", r -> r.categorical(x, 5));
    draws.put("binomial", r -> r.binomial(Shape.of(4), 20, 0.3));
    draws.put("truncated", r -> r.truncatedNormal(Shape.of(3)));
    draws.put("uniform", r -> r.uniform(Shape.of(3)));
    draws.forEach(
        (name, draw) -> {
          log.exact(name + " by generator", draw.apply(KerasRandom.of(generator)));
          log.exact("state after " + name, generator.state().value());
          log.exact(name + " by seed", draw.apply(KerasRandom.of(9)));
          log.exact(name, draw.apply(KerasRandom.of()));
        });
    log.nextDefaultSeed();
  }

  static void orderOfLayers(ProgramLog log) {
    List<Layer> made =
        List.of(
            new Dropout(0.5),
            new Dense(2).useBias(false),
            new Dropout(0),
            new GaussianNoise(0.1).seed(4),
            new SpatialDropout1D(0.5),
            new BatchNormalization(),
            new Embedding(3, 2),
            new GaussianNoise(0),
            new Conv1D(2, 2).kernelInitializer("he_normal"),
            new GaussianDropout(0.1),
            new SpatialDropout2D(0.5).seed(8),
            new SeparableConv1D(2, 2),
            new PReLU(),
            new Dropout(0.5));
    made.forEach(l -> log.seeds(l.name(), l));
    made.get(1).apply(Input.of(3));
    log.weights("dense", made.get(1));
    log.nextDefaultSeed();
  }

  static void initializerObjects(ProgramLog log) {
    var shared = new GlorotUniform();
    var other = new RandomNormal().stddev(2);
    Shape shape = Shape.of(2, 3);
    log.exact("call", shared.initialize(shape));
    log.exact("call again", shared.initialize(shape));
    var a = new Dense(3).kernelInitializer(shared);
    var b = new Dense(3).kernelInitializer(shared).biasInitializer(other);
    log.weights("model", Sequential.of(Input.of(3), a, b, new Dense(2).kernelInitializer(other)));
    log.exact("copy", copy(shared).initialize(shape));
    var seeded = new HeNormal().seed(3);
    log.exact("seeded", seeded.initialize(Shape.of(2, 2)));
    log.exact("copy of seeded", copy(seeded).initialize(Shape.of(2, 2)));
    log.note("by name", Initializers.get("orthogonal").initialize(Shape.of(2, 2)));
    log.nextDefaultSeed();
  }

  private static Initializer copy(Initializer i) {
    return Initializer.KIND.fromConfig(i.className(), i.getConfig());
  }

  static void copiesByConfig(ProgramLog log) {
    List<Layer> made =
        List.of(
            new Dense(2),
            new Dense(2).kernelInitializer(new HeNormal()).biasInitializer("random_normal"),
            new Dense(2).kernelInitializer(new HeNormal().seed(2)),
            new Dropout(0.4),
            new Dropout(0.4).seed(6),
            new GaussianNoise(0.4),
            new BatchNormalization()
                .gammaInitializer("random_uniform")
                .betaInitializer(new RandomNormal()));
    for (Layer layer : made) {
      Layer copy = Layers.fromConfig(layer.className(), layer.getConfig());
      layer.apply(Input.of(3));
      copy.apply(Input.of(3));
      log.weights(layer.name(), layer);
      log.weights("copy of " + layer.name(), copy);
      log.seeds(layer.name(), layer);
      log.seeds("copy of " + layer.name(), copy);
    }
    var separable = new SeparableConv1D(2, 1).biasInitializer("random_normal");
    Layer copy = Layers.fromConfig("SeparableConv1D", separable.getConfig());
    separable.apply(Input.of(3, 2));
    copy.apply(Input.of(3, 2));
    log.weights("separable", separable);
    log.weights("copy of separable", copy);
    log.nextDefaultSeed();
  }
}
