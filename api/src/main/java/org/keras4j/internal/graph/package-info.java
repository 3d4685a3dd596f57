/**
 * Graphs and sessions of TensorFlow, and what crosses into them: all that is needed to compute
 * something, without knowing models.
 *
 * <ul>
 *   <li>{@code NativeRuntime} loads TensorFlow and says what is wrong where that fails.
 *   <li>{@code GraphOps} makes the operations of a graph, with names and gradients that TensorFlow
 *       Java does not get right.
 *   <li>{@code VariableStore} gives each {@code Variable} a resource variable in a session, and
 *       moves values in and out, so that models can share layers and closing loses nothing.
 *   <li>{@code TraceContext} is what layers see while a graph is made: it threads state
 *       functionally and lists what has to be assigned at the end of the step.
 *   <li>{@code Step} is a finished subgraph: feeds, one gate, fetches; one session run each.
 *   <li>{@code OneShot} and {@code ImmediateCall} compute something once, in a graph of its own.
 *   <li>{@code Tensors} is where values cross between heap and native memory.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.graph;
