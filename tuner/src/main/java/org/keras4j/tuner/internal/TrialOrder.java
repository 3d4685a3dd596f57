package org.keras4j.tuner.internal;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.keras4j.tuner.Objective;

/**
 * What a machine has to know to run a trial, besides the hypermodel and the arguments of fit.
 *
 * @param trialId the trial's id
 * @param hyperparameters space and values as JSON
 * @param objective what the search optimises
 * @param seeds what all that is random in the trial comes from; null for Keras's global generators
 * @param dtypePolicy the policy that layers have by default
 * @param executions how often the model is trained
 * @param maxModelSize the largest number of trainable parameters; null without a limit
 * @param pruning what stops the trial if it looks hopeless; null without a pruner
 */
public record TrialOrder(
    String trialId,
    String hyperparameters,
    Objective objective,
    @Nullable String seeds,
    String dtypePolicy,
    int executions,
    @Nullable Long maxModelSize,
    @Nullable PruningOrder pruning)
    implements Serializable {}
