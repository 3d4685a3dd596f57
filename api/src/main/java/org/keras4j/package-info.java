/** Models and everything that a program using Keras4J starts from. */
@NullMarked
package org.keras4j;

import org.jspecify.annotations.NullMarked;
