/**
 * Hooks into a run: objects that are told how it goes, and may intervene.
 *
 * <pre id="snippet-package-callbacks">{@code
 * var stop = new EarlyStopping("val_loss").patience(5).restoreBestWeights(true);
 * var slower = new ReduceLROnPlateau("val_loss").factor(0.5).patience(2);
 * model.fit(x, y, o -> o.epochs(100).validationSplit(0.25).callbacks(stop, slower));
 * }</pre>
 *
 * <p>A {@code fit} calls {@code onTrainBegin}; for each epoch {@code onEpochBegin}, {@code
 * onTrainBatchBegin} and {@code onTrainBatchEnd} for each batch, {@code onTestBegin} to {@code
 * onTestEnd} for the validation, {@code onEpochEnd}; at the end {@code onTrainEnd}. The {@link
 * org.keras4j.callbacks.Logs} of an epoch have the loss, the metrics, and those of validation with
 * {@code val_} in front. Callbacks run in the order in which they are given; {@code fit} adds a
 * {@link org.keras4j.callbacks.History} and, unless {@code verbose(0)}, a {@link
 * org.keras4j.callbacks.ProgbarLogger} behind them.
 *
 * <p>Write your own by extending {@link org.keras4j.callbacks.Callback}, or with functions in a
 * {@link org.keras4j.callbacks.LambdaCallback}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.callbacks;
