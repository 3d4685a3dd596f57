package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hyperparameters before the search: builds the model with all defaults, then again for
 * each conditional scope that was not active, with the values that make it so.
 */
final class SpaceExplorer {
  private final HyperModel hyperModel;
  private final Supplier<HyperParameters> space;
  private final Consumer<HyperParameters> update;
  private final Function<HyperParameter, Object> missing;
  private final Set<List<Condition>> visited = new HashSet<>();
  private final List<List<Condition>> waiting = new ArrayList<>();

  private SpaceExplorer(
      HyperModel hyperModel,
      Supplier<HyperParameters> space,
      Consumer<HyperParameters> update,
      Function<HyperParameter, Object> missing) {
    this.hyperModel = hyperModel;
    this.space = space;
    this.update = update;
    this.missing = missing;
  }

  /** Tells an oracle what a model declares. */
  static void explore(HyperModel hyperModel, Oracle oracle) {
    SpaceExplorer explorer =
        new SpaceExplorer(hyperModel, oracle::getSpace, oracle::updateSpace, oracle::missingValue);
    oracle
        .seeds()
        .run(
            () -> {
              explorer.explore();
              return explorer;
            });
  }

  /** Returns what a model declares where some hyperparameters are given. */
  static HyperParameters declared(HyperModel hyperModel, HyperParameters given) {
    HyperParameters all = given.copy();
    new SpaceExplorer(
            hyperModel,
            all::copy,
            seen -> all.merge(seen.space(), false),
            HyperParameter::defaultValue)
        .explore();
    return all;
  }

  private void explore() {
    HyperParameters declared = space.get();
    hyperModel.declareHyperparameters(declared);
    update.accept(declared);

    HyperParameters hp = space.get();
    build(hp);
    List<Condition> next = nextScope(hp);
    while (next != null) {
      // Each scope is aimed at once: some can never be active.
      visited.add(next);
      hp = space.get();
      for (Condition condition : next) {
        hp.set(condition.name(), condition.values().get(0));
      }
      hp.ensureActiveValues(missing);
      tryBuild(hp);
      next = nextScope(hp);
    }
  }

  private void build(HyperParameters hp) {
    hyperModel.newModel(hp).close();
    update.accept(hp);
  }

  /** A model that fails for these values fails its trial later; here only its values matter. */
  private void tryBuild(HyperParameters hp) {
    try {
      hyperModel.newModel(hp).close();
    } catch (FatalTrialException e) {
      throw e;
    } catch (RuntimeException e) {
      Interruption.check(e);
      System.getLogger("org.keras4j.tuner")
          .log(
              System.Logger.Level.WARNING,
              "A model could not be built while the search space was explored; its"
                  + " hyperparameters may be incomplete. Values: "
                  + hp.values(),
              e);
    }
    update.accept(hp);
  }

  private @Nullable List<Condition> nextScope(HyperParameters hp) {
    Stream.concat(hp.scopes().active().stream(), hp.scopes().inactive().stream())
        .forEach(
            scope -> {
              if (scope.stream().allMatch(condition -> condition.isActive(hp.values()))) {
                visited.add(scope);
              } else if (!waiting.contains(scope)) {
                waiting.add(scope);
              }
            });
    waiting.removeIf(visited::contains);
    return waiting.isEmpty() ? null : waiting.get(0);
  }
}
