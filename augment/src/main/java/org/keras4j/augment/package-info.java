/** Image preprocessing and {@code Random*} augmentation layers. */
@NullMarked
package org.keras4j.augment;

import org.jspecify.annotations.NullMarked;
