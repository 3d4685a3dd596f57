/** An application to copy: a model behind HTTP, and a page to draw on. */
@NullMarked
package org.keras4j.examples.serve;

import org.jspecify.annotations.NullMarked;
