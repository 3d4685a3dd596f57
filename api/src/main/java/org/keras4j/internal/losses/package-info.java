/** What training and metrics know of losses and users do not. */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.losses;
