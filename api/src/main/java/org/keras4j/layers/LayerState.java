package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.core.SeedAccess;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * What a layer has: weights, sources of randomness, layers inside, and the place of their names.
 */
final class LayerState {

  private static final VariableAccess VARIABLES = VariableAccess.get();
  private static final SeedAccess SEEDS = SeedAccess.get();

  private final Layer layer;
  private final List<Variable> variables = new ArrayList<>();
  private final List<SeedGenerator> seedGenerators = new ArrayList<>();
  private final Sublayers sublayers = new Sublayers();

  /** The shapes that the layer was built for, or null before. */
  private @Nullable List<Shape> buildShapes;

  /** The path of the layer in which this one was first called, with a slash behind it, or empty. */
  private String scope = "";

  LayerState(Layer layer) {
    this.layer = layer;
  }

  @Nullable List<Shape> buildShapes() {
    return buildShapes;
  }

  void buildShapes(@Nullable List<Shape> inputs) {
    buildShapes = inputs;
  }

  String scope() {
    return scope;
  }

  Sublayers sublayers() {
    return sublayers;
  }

  void add(Variable v) {
    VARIABLES.path(v, layer.path() + "/" + v.name());
    VARIABLES.trainable(v, layer.trainable());
    variables.add(v);
    Attempt.onFailure(() -> variables.remove(v));
  }

  void add(SeedGenerator generator) {
    seedGenerators.add(generator);
    Attempt.onFailure(() -> seedGenerators.remove(generator));
  }

  void replace(SeedGenerator old, SeedGenerator generator) {
    seedGenerators.remove(old);
    SEEDS.replace(old, generator);
    add(generator);
  }

  /** Gives up the default seeds, also of layers inside, because they will not be used. */
  void discardSeeds() {
    seedGenerators.forEach(SEEDS::discard);
    layer.sublayers().forEach(l -> l.state().discardSeeds());
  }

  /** Freezes or thaws the layer's own weights. */
  void trainable(boolean value) {
    variables.forEach(v -> VARIABLES.trainable(v, value));
  }

  /** Puts the layer below another one, unless it was called before; as in Keras it stays there. */
  void placeIn(Layer outer) {
    if (!layer.isBuilt() && scope.isEmpty() && layer.calls().isEmpty()) {
      String before = layer.path();
      scope = outer.path() + "/";
      moved(before);
      Attempt.onFailure(() -> scope = "");
    }
  }

  /**
   * Gives the weights their new paths, with those of the layers inside.
   *
   * @param before the path that the layer had
   */
  void moved(String before) {
    variables.forEach(v -> VARIABLES.path(v, layer.path() + "/" + v.name()));
    for (Layer inner : layer.sublayers()) {
      LayerState state = inner.state();
      if (state.scope.equals(before + "/")) {
        String old = inner.path();
        state.scope = layer.path() + "/";
        state.moved(old);
      }
    }
  }

  /** Returns the layer's own weights without those of inner layers, trainable ones first. */
  List<Variable> ownWeights() {
    List<Variable> own = new ArrayList<>();
    variables.stream().filter(VARIABLES::trainableByNature).forEach(own::add);
    variables.stream().filter(v -> !VARIABLES.trainableByNature(v)).forEach(own::add);
    return own;
  }

  /** Returns all weights: the layer's own, trainable ones first, then those of inner layers. */
  List<Variable> weights() {
    Set<Variable> all = new LinkedHashSet<>();
    collectWeights(all);
    return List.copyOf(all);
  }

  private void collectWeights(Set<Variable> into) {
    into.addAll(ownWeights());
    layer.sublayers().forEach(l -> l.state().collectWeights(into));
  }

  /** Returns the weights and the states of random generators, layer by layer. */
  List<Variable> variables() {
    Set<Variable> all = new LinkedHashSet<>();
    collectVariables(all);
    return Collections.unmodifiableList(new ArrayList<>(all));
  }

  private void collectVariables(Set<Variable> into) {
    into.addAll(ownWeights());
    seedGenerators.forEach(g -> into.add(g.state()));
    layer.sublayers().forEach(l -> l.state().collectVariables(into));
  }

  /** Sets the values of all weights at one moment; see {@link Layer#setWeights}. */
  void set(List<NDArray> values) {
    List<Variable> all = layer.weights();
    if (all.size() != values.size()) {
      throw new IllegalArgumentException(
          layer.describe()
              + " has "
              + all.size()
              + " weights; received "
              + values.size()
              + (layer.isBuilt() ? "" : " (it is not built yet: its input shape is unknown)"));
    }
    Map<Variable, NDArray> byVariable = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Variable weight = all.get(i);
      if (!weight.shape().equals(values.get(i).shape())) {
        throw new IllegalArgumentException(
            layer.describe()
                + ": weight "
                + i
                + " ('"
                + weight.path()
                + "') has shape "
                + weight.shape()
                + "; received shape "
                + values.get(i).shape());
      }
      byVariable.put(weight, values.get(i));
    }
    VARIABLES.assign(byVariable);
  }
}
