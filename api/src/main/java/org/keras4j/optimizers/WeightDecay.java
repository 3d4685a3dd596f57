package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.internal.Patterns;

/** Which share of the weights is taken away before each update, and from which weights. */
final class WeightDecay {

  private @Nullable Double share;
  private final List<Pattern> excludedPaths = new ArrayList<>();
  private final List<Variable> excluded = new ArrayList<>();

  void set(String owner, double value) {
    share = Arguments.notNegative(owner, "weightDecay", value);
  }

  void exclude(String owner, String... patterns) {
    Arrays.stream(patterns)
        .map(p -> Patterns.compile(owner, "excludeFromWeightDecay", p))
        .forEach(excludedPaths::add);
  }

  void exclude(List<Variable> variables) {
    excluded.addAll(variables);
  }

  /**
   * Returns the share for a weight, or null for none.
   *
   * @param searched where the patterns of excluded weights are sought
   */
  @Nullable Double of(Variable w, String searched, @Nullable Double general) {
    boolean none =
        excluded.contains(w) || excludedPaths.stream().anyMatch(p -> p.matcher(searched).find());
    return none ? null : general;
  }

  @Nullable Double general() {
    return share;
  }

  void config(Config c, String owner) {
    c.numberOrNull(
        "weight_decay",
        share,
        v -> {
          share = null;
          if (v != null) {
            set(owner, v);
          }
        });
  }
}
