/** What training knows of optimizers and users do not. */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.optimizers;
