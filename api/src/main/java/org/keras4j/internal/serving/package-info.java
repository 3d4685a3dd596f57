/**
 * What stands between the callers of a predictor and {@linkplain
 * org.keras4j.internal.engine.ServedGraph its graph}: checks of what they give, and the merging of
 * their requests.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.serving;
