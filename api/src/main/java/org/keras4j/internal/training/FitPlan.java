package org.keras4j.internal.training;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;

/**
 * What one call of {@code fit} does.
 *
 * @param train what is trained on
 * @param order of its samples
 * @param validation what is validated on, or null
 * @param epochs the index after the last epoch
 * @param initialEpoch the index of the first one
 * @param stepsPerEpoch how many batches make an epoch, or null for all
 * @param validationSteps how many batches a validation takes, or null for all
 * @param validatesAfter whether an epoch is followed by a validation
 * @param verbose what is printed
 * @param callbacks the user's, in their order
 */
public record FitPlan(
    RunData train,
    Order order,
    @Nullable RunData validation,
    int epochs,
    int initialEpoch,
    @Nullable Integer stepsPerEpoch,
    @Nullable Integer validationSteps,
    IntPredicate validatesAfter,
    int verbose,
    List<Callback> callbacks) {}
