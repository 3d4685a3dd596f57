/**
 * What training makes small: the distance of predictions from targets, as one number.
 *
 * <p>A loss has a value for each sample, such as {@code −Σ y log p} of {@link
 * org.keras4j.losses.CategoricalCrossentropy}; its {@link org.keras4j.losses.Reduction} makes one
 * number of them, by default {@code Σ w·l / n} with the weights {@code w} of the samples. The loss
 * of a model is the sum over its outputs, times their weights, and of all penalties of {@linkplain
 * org.keras4j.regularizers regularizers} and layers.
 *
 * <pre id="snippet-package-losses">{@code
 * var loss = new CategoricalCrossentropy().reduction(Reduction.NONE);
 * NDArray ofEachSample = loss.apply(yTrue, yPred); // −log 0.95 and −log 0.1
 * }</pre>
 *
 * <p>In {@code compile} a loss is an object or Keras's name ({@code "mse"}, {@code
 * "categorical_crossentropy"}). With {@code fromLogits(true)} the model ends without softmax or
 * sigmoid, which computes more exactly; where it ends with one, training takes its input all the
 * same. Write your own with {@code Losses.of} or by extending {@link
 * org.keras4j.losses.FluentLoss}.
 *
 * <p>Papers: P. Huber, 1964 ({@link org.keras4j.losses.Huber}); Milletari et al., <i>V-Net</i>,
 * 2016 ({@link org.keras4j.losses.Dice}); Salehi et al., 2017 ({@link org.keras4j.losses.Tversky});
 * Lin et al., <i>Focal Loss</i>, 2017 ({@link org.keras4j.losses.CategoricalFocalCrossentropy});
 * Zhang and Sabuncu, 2018 ({@link org.keras4j.losses.CategoricalGeneralizedCrossEntropy}).
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.losses;
