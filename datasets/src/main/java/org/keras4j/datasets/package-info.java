/**
 * Ready-made data sets, kept in the cache that Python's Keras uses too.
 *
 * <p>{@link org.keras4j.datasets.Mnist} and {@link org.keras4j.datasets.FashionMnist} look into
 * {@code KERAS_HOME} (a system property or an environment variable; {@code ~/.keras} by default),
 * download what is missing, and prove by SHA-256 that the arrays are the published ones before they
 * hand them out. {@link org.keras4j.datasets.Digits} needs neither network nor disk. Downloads and
 * surprises in the cache are told on standard error, unless the system property {@code
 * keras4j.datasets.quiet} is {@code true}.
 */
@NullMarked
package org.keras4j.datasets;

import org.jspecify.annotations.NullMarked;
