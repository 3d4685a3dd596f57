package org.keras4j.tuner;

/**
 * An optional argument of {@link HyperParameters#Choice}: {@link HyperParameters#ordered
 * ordered(…)}, {@link HyperParameters#defaultValue defaultValue(…)} or {@link
 * HyperParameters#parent parent(…)}, in any order.
 */
public sealed interface ChoiceOption permits Ordered, DefaultValue, Parent {}
