package org.keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Kind;
import org.keras4j.internal.Names;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;

/** What {@code compile} was given, as Keras writes it beside the config of a model. */
final class CompileConfig {

  private static final String OPTIMIZER = "optimizer";
  private static final String LOSS = "loss";
  private static final String LOSS_WEIGHTS = "loss_weights";
  private static final String METRICS = "metrics";
  private static final String WEIGHTED_METRICS = "weighted_metrics";
  private static final String RUN_EAGERLY = "run_eagerly";
  private static final String STEPS_PER_EXECUTION = "steps_per_execution";
  private static final String JIT_COMPILE = "jit_compile";

  private static final List<String> KEYS =
      List.of(
          OPTIMIZER,
          LOSS,
          LOSS_WEIGHTS,
          METRICS,
          WEIGHTED_METRICS,
          RUN_EAGERLY,
          STEPS_PER_EXECUTION,
          JIT_COMPILE);

  private CompileConfig() {}

  // --- Writing -------------------------------------------------------------------------------

  static Map<String, @Nullable Object> written(
      CompileOptions options, Optimizer optimizer, List<String> outputs) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put(OPTIMIZER, Optimizer.KIND.write(optimizer));
    config.put(LOSS, written(options.givenLoss()));
    config.put(LOSS_WEIGHTS, options.givenLossWeights());
    config.put(METRICS, written(options.metricChoice().given(outputs)));
    config.put(WEIGHTED_METRICS, written(options.weightedMetricChoice().given(outputs)));
    config.put(RUN_EAGERLY, false);
    config.put(STEPS_PER_EXECUTION, 1);
    config.put(JIT_COMPILE, false);
    return config;
  }

  private static @Nullable Object written(@Nullable Object given) {
    if (given instanceof Loss loss) {
      return object(loss, Loss.KIND);
    }
    if (given instanceof Metric metric) {
      return object(metric, Metric.KIND);
    }
    if (given instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(g -> all.add(written(g)));
      return all;
    }
    if (given instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((output, g) -> all.put(output, written(g)));
      return all;
    }
    return given;
  }

  private static <T> Object object(T given, Kind<T> kind) {
    try {
      return kind.write(given);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("compile: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("compile: " + e.getMessage(), e);
    }
  }

  // --- Reading -------------------------------------------------------------------------------

  static CompileOptions read(Map<String, ?> config) {
    Names.requireKnown("key of the compile config", List.copyOf(config.keySet()), KEYS);
    CompileOptions options = new CompileOptions();
    Object optimizer = config.get(OPTIMIZER);
    if (optimizer != null) {
      options.optimizer(at(OPTIMIZER, optimizer, Optimizer.KIND::read));
    }
    loss(options, config.get(LOSS));
    lossWeights(options, config.get(LOSS_WEIGHTS));
    metrics(METRICS, config.get(METRICS), options.metricChoice());
    metrics(WEIGHTED_METRICS, config.get(WEIGHTED_METRICS), options.weightedMetricChoice());
    return options;
  }

  /** Makes the exception for a compile config that cannot be used: the model alone often can. */
  static IllegalArgumentException refused(IllegalArgumentException reason) {
    return new IllegalArgumentException(
        "Compile config (what is one's own is registered with Keras.register; to load the model"
            + " without it: o -> o.compile(false)): "
            + reason.getMessage(),
        reason);
  }

  private static void loss(CompileOptions options, @Nullable Object given) {
    if (given instanceof String name) {
      options.loss(name);
    } else if (given instanceof List<?> byPlace) {
      List<@Nullable Object> all = new ArrayList<>();
      byPlace.forEach(l -> all.add(l == null ? null : one(LOSS, l, Loss.KIND)));
      options.loss(all);
    } else if (isByOutput(given)) {
      options.loss(byOutput(given, l -> one(LOSS, l, Loss.KIND)));
    } else if (given != null) {
      Object read = one(LOSS, given, Loss.KIND);
      if (read instanceof String name) {
        options.loss(name);
      } else {
        options.loss((Loss) read);
      }
    }
  }

  private static void lossWeights(CompileOptions options, @Nullable Object given) {
    if (given instanceof Number weight) {
      options.lossWeight(weight.doubleValue());
    } else if (given instanceof List<?> byPlace) {
      options.lossWeights(byPlace.stream().mapToDouble(CompileConfig::weight).toArray());
    } else if (given instanceof Map) {
      options.lossWeights(byOutput(given, CompileConfig::weight));
    } else if (given != null) {
      throw wrong(LOSS_WEIGHTS, "a list or an object of numbers", given);
    }
  }

  private static double weight(@Nullable Object given) {
    if (given instanceof Number weight) {
      return weight.doubleValue();
    }
    throw wrong(LOSS_WEIGHTS, "numbers", given);
  }

  private static void metrics(String key, @Nullable Object given, MetricChoice into) {
    if (given instanceof List<?> list) {
      List<@Nullable Object> all = several(key, list);
      if (all.isEmpty() || all.stream().anyMatch(m -> m == null || m instanceof List)) {
        into.byPlace(all);
      } else {
        into.add(all);
      }
    } else if (isByOutput(given)) {
      byOutput(given, m -> oneOrSeveral(key, m)).forEach(into::addFor);
    } else if (given != null) {
      throw wrong(key, "a list of metrics, or an object with those of each output", given);
    }
  }

  private static List<@Nullable Object> several(String key, List<?> given) {
    List<@Nullable Object> all = new ArrayList<>();
    given.forEach(m -> all.add(m == null ? null : oneOrSeveral(key, m)));
    return all;
  }

  private static Object oneOrSeveral(String key, Object given) {
    return given instanceof List<?> list ? several(key, list) : one(key, given, Metric.KIND);
  }

  /** Returns a name or an object; a function of Keras is known by its name. */
  private static <T> Object one(String key, Object given, Kind<T> kind) {
    if (given instanceof String name) {
      return name;
    }
    if (given instanceof Map<?, ?> m
        && "function".equals(m.get("class_name"))
        && m.get("config") instanceof String name) {
      return name;
    }
    return at(key, given, kind::read);
  }

  private static <T> T at(String key, Object given, Function<Object, T> read) {
    try {
      return read.apply(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + key + "': " + e.getMessage(), e);
    }
  }

  private static boolean isByOutput(@Nullable Object given) {
    return given instanceof Map<?, ?> map && !map.containsKey("class_name");
  }

  private static <T> Map<String, T> byOutput(@Nullable Object given, Function<Object, T> read) {
    Map<String, T> all = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach(
          (output, v) -> {
            if (v != null) {
              all.put(String.valueOf(output), read.apply(v));
            }
          });
    }
    return all;
  }

  private static IllegalArgumentException wrong(String key, String expected, @Nullable Object v) {
    return new IllegalArgumentException("'" + key + "' must be " + expected + "; received " + v);
  }
}
