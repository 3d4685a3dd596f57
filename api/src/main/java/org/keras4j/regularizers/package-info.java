/**
 * Penalties that are added to the loss to keep weights or outputs small: {@code λ Σ |w|} for {@link
 * org.keras4j.regularizers.L1}, which makes many of them zero, {@code λ Σ w²} for {@link
 * org.keras4j.regularizers.L2}, both for {@link org.keras4j.regularizers.L1L2}.
 *
 * <p>Layers take them for their weights ({@code kernelRegularizer}, {@code biasRegularizer}) and
 * for their output ({@code activityRegularizer}, divided by the size of the batch).
 *
 * <pre id="snippet-package-regularizers">{@code
 * var penalised = new Dense(64).kernelRegularizer(new L2(1e-4)).activityRegularizer("l1");
 * }</pre>
 *
 * <p>{@link org.keras4j.regularizers.OrthogonalRegularizer} penalises rows or columns that point
 * into similar directions. Weights that are not trainable are not penalised. Write your own by
 * extending {@link org.keras4j.regularizers.Regularizer}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.regularizers;
