/**
 * How a model runs, on top of {@link org.keras4j.internal.graph graphs and sessions}.
 *
 * <ul>
 *   <li>{@code ModelEngine} owns one graph and one session, and closes them in the right order.
 *   <li>{@code StepBuilder} adds three kinds of steps (train, evaluate, predict) to the graph, all
 *       by one path: placeholders, the model, the losses; training adds gradients and updates.
 *   <li>{@code Objectives} are the losses and metrics; their results are fetched only when somebody
 *       looks.
 *   <li>{@code InferenceGraph} is a model for prediction only, in a graph of its own; {@code
 *       FrozenModel}, a {@code ServedGraph}, runs it with the weights of one moment.
 *   <li>{@code RowCopier} fills batches from arrays.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.engine;
