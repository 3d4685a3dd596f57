package org.keras4j.internal.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;

/**
 * What one call of {@code evaluate} or {@code predict} does.
 *
 * @param data what it goes over
 * @param steps how many batches are taken, or null for all
 * @param verbose what is printed
 * @param callbacks the user's, in their order
 */
public record RunPlan(
    RunData data, @Nullable Integer steps, int verbose, List<Callback> callbacks) {}
