/** What the examples share and readers can skip: options, data, tables, the folder of pictures. */
@NullMarked
package org.keras4j.examples.support;

import org.jspecify.annotations.NullMarked;
