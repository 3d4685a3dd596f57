/** Programs to run and to read. */
@NullMarked
package org.keras4j.examples;

import org.jspecify.annotations.NullMarked;
