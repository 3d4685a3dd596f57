/** What training knows of callbacks, and callbacks of training, and users do not. */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.callbacks;
