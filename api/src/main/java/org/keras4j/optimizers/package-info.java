/**
 * Rules that change weights {@code w} along the gradients {@code g} of the loss; the simplest is
 * {@code w ← w − η·g} with the learning rate {@code η}.
 *
 * <p>What they share: clipping of gradients ({@code clipnorm}, {@code clipvalue}, {@code
 * globalClipnorm}), weight decay, moving averages of weights ({@code useEma}), accumulation of
 * gradients over several batches. The learning rate is a number that can be changed at any time, or
 * one of the {@linkplain org.keras4j.optimizers.schedules schedules}.
 *
 * <pre id="snippet-package-optimizers">{@code
 * var optimizer = new Adam(0.001).clipnorm(1.0).weightDecay(0.004);
 * model.compile(c -> c.optimizer(optimizer).loss("mse"));
 * }</pre>
 *
 * <ul>
 *   <li>{@link org.keras4j.optimizers.SGD}: momentum, also Nesterov's.
 *   <li>A learning rate for each weight, from its squared gradients: {@link
 *       org.keras4j.optimizers.Adagrad} (Duchi et al., 2011), {@link
 *       org.keras4j.optimizers.Adadelta} (Zeiler, 2012), {@link org.keras4j.optimizers.RMSprop}
 *       (Hinton, 2012), {@link org.keras4j.optimizers.Adafactor} (Shazeer and Stern, 2018).
 *   <li>With momentum as well, {@code w ← w − η·m̂ / (√v̂ + ε)}: {@link
 *       org.keras4j.optimizers.Adam} and {@link org.keras4j.optimizers.Adamax} (Kingma and Ba,
 *       2014), {@link org.keras4j.optimizers.Nadam} (Dozat, 2016), {@link
 *       org.keras4j.optimizers.AdamW} (Loshchilov and Hutter, 2017), {@link
 *       org.keras4j.optimizers.Lamb} (You et al., 2019), {@link
 *       org.keras4j.optimizers.ScheduleFreeAdamW} (Defazio et al., 2024).
 *   <li>{@link org.keras4j.optimizers.Ftrl} (McMahan et al., 2013), {@link
 *       org.keras4j.optimizers.Lion} (Chen et al., 2023: the sign of the momentum), {@link
 *       org.keras4j.optimizers.Muon} (Jordan, 2024: orthogonal updates of matrices).
 * </ul>
 *
 * <p>Write your own by extending {@link org.keras4j.optimizers.FluentOptimizer}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.optimizers;
