/**
 * How a model runs. Everything that knows TensorFlow sessions is here.
 *
 * <ul>
 *   <li>{@code ModelEngine} owns one graph and one session, and closes them in the right order.
 *   <li>{@code VariableStore} gives each {@code Variable} a resource variable there, and moves
 *       values in and out, so that models can share layers and closing loses nothing.
 *   <li>{@code StepBuilder} adds three kinds of steps (train, evaluate, predict) to the graph, all
 *       by one path: placeholders, the model, the losses; training adds gradients and updates.
 *   <li>{@code TraceContext} is what layers see meanwhile: it threads state functionally and lists
 *       what has to be assigned at the end of the step.
 *   <li>{@code Step} is the finished subgraph: feeds, one gate, fetches; one session run each.
 *   <li>{@code Objectives} are the losses and metrics; their results are fetched only when somebody
 *       looks.
 *   <li>{@code Tensors} and {@code RowCopier} are the only places where values cross between heap
 *       and native memory.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.engine;
