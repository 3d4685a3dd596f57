/**
 * What is measured but not trained on: accuracy, errors, areas under curves.
 *
 * <p>A metric keeps a state, variables in the graph, which each batch adds to and each epoch sets
 * to zero; its value is computed from the state when somebody looks. So the value of an epoch is
 * that of all its samples together, {@code Σ w·v / Σ w} for a {@linkplain
 * org.keras4j.metrics.MeanMetric mean}, and not the mean over batches.
 *
 * <pre id="snippet-package-metrics">{@code
 * model.compile(
 *     c ->
 *         c.optimizer("adam")
 *             .loss("binary_crossentropy")
 *             .metrics("accuracy")
 *             .metrics(new AUC().name("area")));
 * Scores scores = model.evaluate(x, y, o -> o.verbose(0));
 * double area = scores.get("area");
 * }</pre>
 *
 * <p>{@code metrics} ignores sample weights, {@code weightedMetrics} heeds them. The name {@code
 * "accuracy"} stands for {@link org.keras4j.metrics.BinaryAccuracy}, {@link
 * org.keras4j.metrics.CategoricalAccuracy} or {@link
 * org.keras4j.metrics.SparseCategoricalAccuracy}, by the shapes of targets and output. Outside a
 * model a metric is used with {@code updateState} and {@code result}. Write your own by extending
 * {@link org.keras4j.metrics.MeanMetric} or {@link org.keras4j.metrics.FluentMetric}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.metrics;
