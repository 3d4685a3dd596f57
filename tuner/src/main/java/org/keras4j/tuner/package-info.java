/** Hyperparameter search: spaces, oracles, tuners and their results. */
@NullMarked
package org.keras4j.tuner;

import org.jspecify.annotations.NullMarked;
