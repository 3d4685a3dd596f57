package org.keras4j.tuner;

/**
 * An optional argument of {@link HyperParameters#Int} and {@link HyperParameters#Float}: {@link
 * HyperParameters#step step(…)}, a {@link Sampling}, {@link HyperParameters#defaultValue
 * defaultValue(…)} or {@link HyperParameters#parent parent(…)}, in any order.
 */
public sealed interface NumberOption permits StepSize, Sampling, DefaultValue, Parent {}
