/** Zip archives of strangers, read with nothing in them taken on trust. */
@NullMarked
package org.keras4j.internal.zip;

import org.jspecify.annotations.NullMarked;
