/**
 * What all other parts of the library are made of: variables, arguments in configs, classes known
 * by name, and what travels with a call.
 *
 * <p>A {@link org.keras4j.core.KerasObject} says its arguments once, in {@code config}; that they
 * can be written into files and read from them follows from it. A {@link org.keras4j.core.Kind} is
 * what there are several classes of, such as losses, and finds them by Keras's names; a {@link
 * org.keras4j.core.Catalogue} brings the classes of a module:
 *
 * <pre id="snippet-package-core">{@code
 * Loss loss = Loss.KIND.fromConfig("Huber", Map.of("delta", 0.5));
 * Map<String, Object> config = loss.getConfig();
 * }</pre>
 *
 * <p>A {@link org.keras4j.core.Variable} is a weight or another piece of state; {@link
 * org.keras4j.core.CallContext} reads and updates it inside a graph, and knows the mode and the
 * masks of a call.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.core;
