/**
 * Models, and what a program starts from: Keras 3 in Java.
 *
 * <p>A model is a chain or a graph of {@linkplain org.keras4j.layers layers}, each a function with
 * weights. {@code compile} says what is to become small (a {@linkplain org.keras4j.losses loss})
 * and how (an {@linkplain org.keras4j.optimizers optimizer}), {@code fit} changes the weights on
 * data, {@code evaluate} measures, {@code predict} applies.
 *
 * <pre id="snippet-package-start">{@code
 * try (var model = new Sequential()) {
 *   model.add(Input.of(784));
 *   model.add(new Dense(800).activation("relu"));
 *   model.add(new Dense(10).activation("softmax"));
 *   model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
 *   model.fit(x, y, o -> o.epochs(5).validationSplit(0.1));
 *   Scores scores = model.evaluate(x, y);
 *   System.out.println(scores.get("accuracy"));
 * }
 * }</pre>
 *
 * <p>{@link org.keras4j.Sequential} is a chain; {@link org.keras4j.Model} with {@link
 * org.keras4j.Input} is any graph. {@link org.keras4j.Predictor} is a model that only predicts, for
 * servers; a {@link org.keras4j.BatchingPredictor} merges the requests of many threads. {@link
 * org.keras4j.Keras} has what holds for the whole program: seed, threads, element types. Write a
 * layer of your own by extending {@link org.keras4j.layers.FluentLayer}.
 *
 * <p>Names, defaults and numbers are those of Keras 3 in Python; its documentation holds here as
 * well. Models hold native memory: close them.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j;
