package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;

/**
 * A search space together with the current value of each hyperparameter; the argument of a
 * hypermodel's {@code build}.
 *
 * <p>Declaring a hyperparameter and reading its value is one step: {@code int units =
 * hp.Int("units", 32, 512, step(32));}. The first declaration of a name (under given conditions)
 * defines it; later ones return the current value and ignore the new range.
 *
 * <p>Optional arguments come last, in any order, from the static methods {@link #step}, {@link
 * #defaultValue}, {@link #parent} and {@link #ordered} and the constants of {@link Sampling}:
 *
 * <pre id="snippet-search-space">{@code
 * double factor = hp.Float("factor", 0.01, 0.3, step(2), LOG);
 * String activation = hp.Choice("activation", "relu", "tanh");
 * hp.conditionalScope("activation", List.of("relu"), () -> hp.Boolean("leaky"));
 * }</pre>
 *
 * <p>A hyperparameter whose conditions are not fulfilled is <em>inactive</em>: it has no value, is
 * no part of the trial, and its declaration returns its default. (KerasTuner returns {@code None}.)
 * Ask {@link #isActive(String)} when it matters.
 *
 * <p>Instances belong to one thread at a time.
 */
public final class HyperParameters {
  private final SearchSpace space = new SearchSpace();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final ScopeStack scopes = new ScopeStack();

  /** Creates an empty search space. */
  public HyperParameters() {}

  // ---- optional arguments ----

  /**
   * The distance of neighbouring values, or with logarithmic sampling their ratio. By default 1 for
   * a linear {@link #Int}, otherwise none, which makes the range continuous.
   *
   * @param value a positive number; above 1 for logarithmic sampling
   * @return an argument for {@link #Int} or {@link #Float}
   */
  public static NumberOption step(int value) {
    return new StepSize(value);
  }

  /**
   * The distance of neighbouring values, or with logarithmic sampling their ratio.
   *
   * @param value a positive number; above 1 for logarithmic sampling
   * @return an argument for {@link #Float}, or, if whole, for {@link #Int}
   */
  public static NumberOption step(double value) {
    return new StepSize(value);
  }

  /**
   * The value used until the hyperparameter is tuned. By default the minimum of a range, the first
   * value of a choice.
   *
   * @param value an integer, a floating-point number, a String or a boolean
   * @return an argument for {@link #Int}, {@link #Float} or {@link #Choice}
   */
  public static DefaultValue defaultValue(Object value) {
    return new DefaultValue(value);
  }

  /**
   * Makes the hyperparameter active only while another one has one of some values.
   *
   * @param name the other hyperparameter, already declared
   * @param values its values that activate this one
   * @return an argument for every declaration
   */
  public static Parent parent(String name, Object... values) {
    return new Parent(name, Arrays.asList(Objects.requireNonNull(values, "values")));
  }

  /**
   * Sets whether the values of a {@link #Choice} have an order. By default true for numbers.
   *
   * @param value must be false for strings
   * @return an argument for {@link #Choice}
   */
  public static ChoiceOption ordered(boolean value) {
    return new Ordered(value);
  }

  // ---- declarations ----

  /**
   * Declares a whole number in a range and returns its current value.
   *
   * @param name unique within the open name scopes
   * @param minValue the smallest value
   * @param maxValue the largest value, included
   * @param options {@link #step step}, a {@link Sampling}, {@link #defaultValue defaultValue},
   *     {@link #parent parent}
   * @return the current value; the default if inactive
   * @throws IllegalArgumentException if the range, the step or the parent is impossible
   */
  @SuppressWarnings("MethodName") // KerasTuner's name; "int" is taken
  public int Int(String name, int minValue, int maxValue, NumberOption... options) {
    NumberSettings settings = NumberSettings.of(options);
    Object value =
        declare(
            settings.parent(),
            conditions ->
                new IntHyperParameter(
                    scopes.fullName(name), minValue, maxValue, settings, conditions));
    return Values.toInt(value, "Int('" + name + "')", "the value");
  }

  /**
   * Declares a floating-point number in a range and returns its current value.
   *
   * @param name unique within the open name scopes
   * @param minValue the smallest value
   * @param maxValue the end of the range
   * @param options {@link #step step}, a {@link Sampling}, {@link #defaultValue defaultValue},
   *     {@link #parent parent}
   * @return the current value; the default if inactive
   * @throws IllegalArgumentException if the range, the step or the parent is impossible
   */
  @SuppressWarnings("MethodName") // KerasTuner's name; "float" is taken
  public double Float(String name, double minValue, double maxValue, NumberOption... options) {
    NumberSettings settings = NumberSettings.of(options);
    return Values.toDouble(
        declare(
            settings.parent(),
            conditions ->
                new FloatHyperParameter(
                    scopes.fullName(name), minValue, maxValue, settings, conditions)));
  }

  /**
   * Declares a choice among values of one type and returns the current one.
   *
   * @param name unique within the open name scopes
   * @param choices integers, floating-point numbers, strings or booleans; at least one
   * @param options {@link #ordered ordered}, {@link #defaultValue defaultValue}, {@link #parent
   *     parent}
   * @param <T> the type of the values
   * @return the current value; the default if inactive
   * @throws IllegalArgumentException if the values, the default or the parent are impossible
   */
  @SuppressWarnings("MethodName") // KerasTuner's name
  public <T> T Choice(String name, List<T> choices, ChoiceOption... options) {
    Objects.requireNonNull(choices, "choices");
    ChoiceSettings settings = ChoiceSettings.of(options);
    Object value =
        declare(
            settings.parent(),
            conditions ->
                new ChoiceHyperParameter(
                    scopes.fullName(name),
                    choices,
                    settings.ordered(),
                    settings.defaultValue(),
                    conditions));
    int index = Values.indexOf(choices, value);
    // An overriding declaration of the same name may bring other values.
    return index < 0
        ? Values.like(choices.get(0), value, "Choice('" + name + "')")
        : choices.get(index);
  }

  /**
   * Declares a choice among strings and returns the current one.
   *
   * @param name unique within the open name scopes
   * @param choices at least one string; the first is the default
   * @return the current value; the default if inactive
   */
  @SuppressWarnings("MethodName") // KerasTuner's name
  public String Choice(String name, String... choices) {
    return Choice(name, Arrays.asList(Objects.requireNonNull(choices, "choices")));
  }

  /**
   * Declares a choice among whole numbers and returns the current one.
   *
   * @param name unique within the open name scopes
   * @param choices at least one number; the first is the default
   * @return the current value; the default if inactive
   */
  @SuppressWarnings("MethodName") // KerasTuner's name
  public int Choice(String name, int... choices) {
    return Choice(name, IntStream.of(Objects.requireNonNull(choices, "choices")).boxed().toList());
  }

  /**
   * Declares a choice among floating-point numbers and returns the current one.
   *
   * @param name unique within the open name scopes
   * @param choices at least one number; the first is the default
   * @return the current value; the default if inactive
   */
  @SuppressWarnings("MethodName") // KerasTuner's name
  public double Choice(String name, double... choices) {
    return Choice(
        name, DoubleStream.of(Objects.requireNonNull(choices, "choices")).boxed().toList());
  }

  /**
   * Declares a choice between true and false, false by default, and returns the current value.
   *
   * @param name unique within the open name scopes
   * @return the current value; false if inactive
   */
  @SuppressWarnings("MethodName") // KerasTuner's name; "boolean" is taken
  public boolean Boolean(String name) {
    return Boolean(name, false);
  }

  /**
   * Declares a choice between true and false and returns the current value.
   *
   * @param name unique within the open name scopes
   * @param defaultValue the value used until the hyperparameter is tuned
   * @param parents at most one {@link #parent parent}
   * @return the current value; the default if inactive
   */
  @SuppressWarnings("MethodName") // KerasTuner's name; "boolean" is taken
  public boolean Boolean(String name, boolean defaultValue, Parent... parents) {
    Object value =
        declare(
            only(parents),
            conditions ->
                new BooleanHyperParameter(scopes.fullName(name), defaultValue, conditions));
    return Values.toDouble(value) != 0;
  }

  /**
   * Declares a value that is recorded with each trial but not tuned.
   *
   * @param name unique within the open name scopes
   * @param value an integer, a floating-point number, a String or a boolean
   * @param parents at most one {@link #parent parent}
   * @param <T> the type of the value
   * @return the value; another one if an earlier declaration of this name has another one
   * @throws IllegalArgumentException if the value is of another type
   */
  @SuppressWarnings("MethodName") // KerasTuner's name
  public <T> T Fixed(String name, T value, Parent... parents) {
    Object current =
        declare(
            only(parents),
            conditions -> new FixedHyperParameter(scopes.fullName(name), value, conditions));
    return Values.like(value, current, "Fixed('" + name + "')");
  }

  private static @Nullable Parent only(Parent... parents) {
    int count = Objects.requireNonNull(parents, "parents").length;
    return count == 0 ? null : Objects.requireNonNull(parents[count - 1], "a parent");
  }

  /** Makes a hyperparameter under the conditions that hold where it is declared. */
  private interface Maker {
    HyperParameter make(List<Condition> conditions);
  }

  private Object declare(@Nullable Parent parent, Maker maker) {
    if (parent == null) {
      return declare(maker);
    }
    Scope scope = conditionalScope(parent.name(), parent.values());
    try {
      return declare(maker);
    } finally {
      scope.close();
    }
  }

  private Object declare(Maker maker) {
    HyperParameter made = maker.make(scopes.conditions());
    HyperParameter known = space.find(made.name(), made.conditions());
    if (known == null) {
      register(made, false);
      known = made;
    }
    Object value = isActive(known) ? values.get(known.name()) : null;
    return value == null ? known.defaultValue() : value;
  }

  private void register(HyperParameter entry, boolean overwrite) {
    scopes.checkNotParent(entry.name());
    space.put(entry);
    if (isActive(entry) && (overwrite || !values.containsKey(entry.name()))) {
      values.put(entry.name(), entry.defaultValue());
    }
  }

  // ---- scopes ----

  /**
   * Opens a name scope: until it is closed, all names get {@code name + "/"} in front.
   *
   * @param name the prefix
   * @return the scope, for a try-with-resources statement
   */
  public Scope nameScope(String name) {
    return scopes.openName(name);
  }

  /**
   * Runs declarations in a name scope: all names get {@code name + "/"} in front.
   *
   * @param name the prefix
   * @param declarations what happens in the scope
   */
  public void nameScope(String name, Runnable declarations) {
    Objects.requireNonNull(declarations, "declarations");
    Scope scope = nameScope(name);
    try {
      declarations.run();
    } finally {
      scope.close();
    }
  }

  /**
   * Opens a conditional scope: hyperparameters declared until it is closed are active only while
   * another one has one of some values. The code in the scope runs in any case.
   *
   * @param parentName the other hyperparameter, already declared
   * @param parentValues its values that activate those in the scope; at least one
   * @return the scope, for a try-with-resources statement
   * @throws IllegalArgumentException if the parent is not declared or there are no values
   */
  public Scope conditionalScope(String parentName, List<?> parentValues) {
    Objects.requireNonNull(parentName, "parentName");
    Objects.requireNonNull(parentValues, "parentValues");
    Parent parent = new Parent(parentName, new ArrayList<>(parentValues));
    String fullName = scopes.fullName(parentName);
    if (space.named(fullName).isEmpty()) {
      throw new IllegalArgumentException(
          "The parent hyperparameter '"
              + fullName
              + "' is not declared. Declare it before those"
              + " that depend on it; declared so far: "
              + space.names());
    }
    return scopes.openCondition(new Condition(fullName, parent.values()), values);
  }

  /**
   * Runs declarations in a conditional scope: they are active only while another hyperparameter has
   * one of some values. The code runs in any case.
   *
   * @param parentName the other hyperparameter, already declared
   * @param parentValues its values that activate those in the scope; at least one
   * @param declarations what happens in the scope
   * @throws IllegalArgumentException if the parent is not declared or there are no values
   */
  public void conditionalScope(String parentName, List<?> parentValues, Runnable declarations) {
    Objects.requireNonNull(declarations, "declarations");
    Scope scope = conditionalScope(parentName, parentValues);
    try {
      declarations.run();
    } finally {
      scope.close();
    }
  }

  /** The conditional scopes opened since creation, as stacks of conditions. */
  ScopeStack scopes() {
    return scopes;
  }

  // ---- values ----

  /**
   * Returns the current value of a hyperparameter.
   *
   * @param name its name within the open name scopes
   * @return an {@code Integer} ({@code Long} beyond its range), {@code Double}, {@code Boolean} or
   *     {@code String}
   * @throws IllegalArgumentException if there is no hyperparameter of that name
   * @throws IllegalStateException if it is inactive
   */
  public Object get(String name) {
    String fullName = scopes.fullName(name);
    Object value = values.get(fullName);
    if (value != null) {
      return value;
    }
    if (space.named(fullName).isEmpty()) {
      throw Names.unknown("hyperparameter", fullName, space.names());
    }
    throw new IllegalStateException(
        "The hyperparameter '" + fullName + "' is inactive: its conditions are not fulfilled");
  }

  /**
   * Returns the current value of a hyperparameter as an int.
   *
   * @param name its name within the open name scopes
   * @throws IllegalArgumentException if there is none of that name or it is no whole number
   * @throws IllegalStateException if it is inactive
   */
  public int getInt(String name) {
    return Values.toInt(get(name), "getInt(\"" + name + "\")", "the value");
  }

  /**
   * Returns the current value of a hyperparameter as a double.
   *
   * @param name its name within the open name scopes
   * @throws IllegalArgumentException if there is none of that name or it is no number
   * @throws IllegalStateException if it is inactive
   */
  public double getDouble(String name) {
    return Values.toDouble(get(name));
  }

  /**
   * Returns whether a hyperparameter has a value at present.
   *
   * @param name its name within the open name scopes
   * @return true if it is declared and active
   */
  public boolean contains(String name) {
    return values.containsKey(scopes.fullName(name));
  }

  /**
   * Returns the values of all active hyperparameters, in the order in which they got them.
   *
   * @return an unmodifiable view, by full name
   */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * Sets a value, declared or not; for building a model by hand from known values.
   *
   * @param name the full name
   * @param value an integer, a floating-point number, a String or a boolean
   * @throws IllegalArgumentException if the value is of another type
   */
  public HyperParameters set(String name, Object value) {
    values.put(Objects.requireNonNull(name, "name"), Values.canonical(value));
    return this;
  }

  void replaceValues(Map<String, ?> newValues) {
    values.clear();
    newValues.forEach(this::set);
  }

  // ---- the space ----

  /**
   * Returns the declared hyperparameters in the order of their declaration.
   *
   * @return an unmodifiable list
   */
  public List<HyperParameter> space() {
    return space.entries();
  }

  /**
   * Returns whether a hyperparameter's conditions are fulfilled by the current values.
   *
   * @param entry a hyperparameter, of this space or another one
   */
  public boolean isActive(HyperParameter entry) {
    return SearchSpace.isActive(Objects.requireNonNull(entry, "entry"), values);
  }

  /**
   * Returns whether any hyperparameter of a name is active.
   *
   * @param name the full name
   * @return false also if there is none of that name
   */
  public boolean isActive(String name) {
    return space.named(Objects.requireNonNull(name, "name")).stream().anyMatch(this::isActive);
  }

  boolean declares(HyperParameter entry) {
    return space.find(entry.name(), entry.conditions()) != null;
  }

  /**
   * Takes over another space; entries that exist already are replaced and active values set to
   * their defaults.
   *
   * @param other the space to take over
   */
  public void merge(HyperParameters other) {
    merge(Objects.requireNonNull(other, "other").space(), true);
  }

  /**
   * Takes over hyperparameters.
   *
   * @param entries the hyperparameters to take over
   * @param overwrite whether existing ones (of the same name and conditions) are replaced and
   *     active values set to their defaults
   */
  public void merge(Collection<? extends HyperParameter> entries, boolean overwrite) {
    Objects.requireNonNull(entries, "entries");
    for (HyperParameter entry : new ArrayList<>(entries)) {
      Objects.requireNonNull(entry, "an entry");
      if (overwrite || !declares(entry)) {
        register(entry, overwrite);
      }
    }
  }

  /**
   * Gives every active hyperparameter without a value a random one, and takes the values of
   * inactive ones away.
   */
  public void ensureActiveValues() {
    ensureActiveValues(HyperParameter::randomSample);
  }

  /** The same with other values for those that have none. */
  void ensureActiveValues(Function<HyperParameter, Object> missing) {
    for (HyperParameter entry : space.entries()) {
      if (!isActive(entry)) {
        // Another hyperparameter of the same name, under other conditions, may own the value.
        if (!isActive(entry.name())) {
          values.remove(entry.name());
        }
      } else if (!values.containsKey(entry.name())) {
        values.put(entry.name(), missing.apply(entry));
      }
    }
  }

  /** Returns an independent copy with the same space and values and no open scopes. */
  public HyperParameters copy() {
    HyperParameters copy = new HyperParameters();
    space.entries().forEach(copy.space::put);
    copy.values.putAll(values);
    return copy;
  }

  // ---- configuration ----

  /**
   * Returns space and values as KerasTuner writes them to its files.
   *
   * @return a tree of maps, lists and values that is ready for JSON
   */
  public Map<String, @Nullable Object> getConfig() {
    List<Object> entries = new ArrayList<>();
    for (HyperParameter entry : space.entries()) {
      entries.add(Json.object("class_name", entry.className(), "config", entry.getConfig()));
    }
    return Json.object("space", entries, "values", new LinkedHashMap<>(values));
  }

  /**
   * Restores space and values from {@link #getConfig()}.
   *
   * @param config the tree, as read from JSON
   * @throws IllegalStateException if something is missing in the tree
   */
  public static HyperParameters fromConfig(Map<String, ? extends @Nullable Object> config) {
    Objects.requireNonNull(config, "config");
    return fromConfig(new JsonObject(config, "HyperParameters.fromConfig"));
  }

  static HyperParameters fromConfig(JsonObject config) {
    HyperParameters restored = new HyperParameters();
    config.objects("space").forEach(e -> restored.space.put(HyperParameter.fromConfig(e)));
    config.object("values").members().forEach((k, v) -> restored.set(k, Values.canonical(v)));
    return restored;
  }

  @Override
  public String toString() {
    return "HyperParameters" + PythonText.repr(values);
  }
}
