/**
 * Models and what they are made of: start with {@link org.keras4j.Sequential} or {@link
 * org.keras4j.Model}, {@link org.keras4j.Input} and {@link org.keras4j.Keras}.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j;
