package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.BayesianOptimizationOracle;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.RandomSearchOracle;
import org.keras4j.tuner.Sampling;

/**
 * Memory during a search of many trials in one process: {@code SearchMemory [TRIALS [KIND...]]}, by
 * default 300 trials each by {@code random}, {@code bayesian} and {@code fixed}, one after the
 * other.
 *
 * <p>After a tenth of the trials, half of them and all, it measures resident memory, the heap after
 * a garbage collection, and what lies between the end of a trial and the beginning of the next:
 * saving, and the next suggestion. Ends with 1 if resident memory has grown by 5 % or more since
 * the first tenth.
 *
 * <p>In the first two the number and widths of the layers differ from trial to trial, so oneDNN
 * keeps more and more compiled operations, up to its limit; {@code TF_ENABLE_ONEDNN_OPTS=0} in the
 * environment shows what grows besides, and so does {@code fixed}: a random search in which rates
 * alone differ.
 */
public final class SearchMemory {

  private static final Map<String, Function<OracleOptions, Oracle>> KINDS =
      Map.of(
          "random", RandomSearchOracle::new,
          "bayesian", BayesianOptimizationOracle::new,
          "fixed", RandomSearchOracle::new);

  private static final double MOST_GROWTH = 1.05;

  private SearchMemory() {}

  /** Searches, and prints a table in Markdown. */
  public static void main(String[] args) throws IOException {
    int trials = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    List<String> kinds =
        args.length > 1
            ? List.of(args).subList(1, args.length)
            : List.of("random", "bayesian", "fixed");
    StringBuilder table =
        new StringBuilder(
            """

            | search | trials | resident, MiB | heap, MiB | direct buffers, MiB | classes \
            | from trial to trial, ms | of the processors, ms | `oracle.json`, KiB |
            |---|---|---|---|---|---|---|---|---|
            """);
    boolean grows = false;
    for (String kind : kinds) {
      List<WatchedSearch.Point> points = search(kind, trials);
      points.forEach(p -> table.append(row(kind, p)));
      double growth =
          points.get(points.size() - 1).resident() / Math.max(1, points.get(0).resident());
      grows |= growth >= MOST_GROWTH;
    }
    System.out.println(table);
    System.exit(grows ? 1 : 0);
  }

  private static String row(String kind, WatchedSearch.Point p) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.0f | %.1f | %.1f | %d | %.1f | %.1f | %.0f |%n",
        kind,
        p.trials(),
        p.resident(),
        p.heap(),
        p.direct(),
        p.classes(),
        p.millisBetween(),
        p.processorMillis(),
        p.oracleFile());
  }

  private static List<WatchedSearch.Point> search(String kind, int trials) throws IOException {
    Function<OracleOptions, Oracle> algorithm = KINDS.get(kind);
    if (algorithm == null) {
      throw new IllegalArgumentException(
          "The kinds of searches are " + KINDS.keySet() + "; received '" + kind + "'");
    }
    Path folder = Files.createTempDirectory("keras4j-search-memory");
    WatchedSearch tuner =
        new WatchedSearch(
                HyperModel.of(hp -> build(hp, kind.equals("fixed"))),
                algorithm,
                List.of(Math.max(1, trials / 10), Math.max(1, trials / 2), trials))
            .objective("val_loss")
            .maxTrials(trials)
            .seed(1)
            .silent(true)
            .directory(folder);
    NDArray x = NDArray.ones(256, 32);
    NDArray y = NDArray.ones(256, 1);
    tuner.search(x, y, o -> o.epochs(2).validationSplit(.25).verbose(0));
    return tuner.points();
  }

  private static Model build(HyperParameters hp, boolean fixed) {
    var model = new Sequential();
    model.add(Input.of(32));
    int layers = fixed ? 2 : hp.Int("layers", 1, 3);
    for (int i = 0; i < layers; i++) {
      int units = fixed ? 128 : hp.Int("units" + i, 8, 256);
      model.add(new Dense(units).activation("relu"));
      model.add(new Dropout(hp.Float("dropout" + i, 0, 0.5)));
    }
    model.add(new Dense(1));
    double rate = hp.Float("rate", 1e-4, 1e-2, Sampling.LOG);
    model.compile(c -> c.optimizer(new Adam(rate)).loss("mse").metrics("mae"));
    return model;
  }
}
