/**
 * How weights begin: constants, or random numbers whose spread keeps signals of the same size
 * through many layers.
 *
 * <p>With {@code n} inputs and {@code m} outputs of a layer the variance is {@code 2/(n + m)} for
 * {@link org.keras4j.initializers.GlorotUniform}, the default of most kernels (Glorot and Bengio,
 * 2010), {@code 2/n} for {@link org.keras4j.initializers.HeNormal} (He et al., 2015, for ReLU),
 * {@code 1/n} for {@link org.keras4j.initializers.LecunNormal} (LeCun et al., 1998); {@link
 * org.keras4j.initializers.VarianceScaling} is the general form. {@link
 * org.keras4j.initializers.Orthogonal} keeps lengths (Saxe et al., 2013).
 *
 * <pre id="snippet-package-initializers">{@code
 * var hidden = new Dense(64).activation("relu").kernelInitializer(new HeNormal().seed(7));
 * }</pre>
 *
 * <p>With the same seed an initializer gives the same numbers as in Python, bit for bit. Without
 * one it takes the next seed of the program, which {@link org.keras4j.Keras#setRandomSeed} makes
 * repeatable.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.initializers;
